import Glibc

print("x")
