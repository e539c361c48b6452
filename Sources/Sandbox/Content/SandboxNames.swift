/// The names in the sandbox: of several scripts, with what a careless dump would break.
enum SandboxNames {
  static let given = [
    "Zoé", "José", "Núria", "Anaïs", "Søren", "Björn", "Ève", "François", "Inés", "Łukasz", "Dvořák", "Chloé", "Mañuel",
    "Aïcha", "Jürgen", "Siân", "Renée", "Åsa", "Ömer", "Noémie", "花子", "太郎", "Мария", "Ελένη", "Camille",
  ]
  static let family = [
    "Peña", "Lefèvre", "O'Neill", "Muñoz", "Müller", "日本", "Núñez", "D’Aubigné", "Çelik", "Ångström", "Garçon",
    "Nowak-Żak", "Иванова", "Bénard", "Castañeda", "Lemaître", "Sørensen", "Ibáñez", "Hélène", "Roux",
  ]
  static let artists = [
    "Les Élans", "Señor Niño", "日本ノイズ", "Fanfare d’Été", "Ça Ira", "The Quiet \"Loud\" Ones", "Ñandú", "Björk-Ö-Rama",
    "Café Crème", "L'Île Noire", "Motörwagen", "Sigur Ósk", "Åskväder", "Rock & Rôle", "Coração", "Noël en Mai",
    "Dés à Coudre", "Zażółć", "Дождь", "Ηχώ", "Œuvre au Noir", "Rosée", "Maïs Soufflé", "Les Naïfs", "Piñata Club",
    "東京ブラス", "Forêt Électrique", "Crème Brûlée", "Hors-Sol", "Le Chœur des Marées", "Bruit Blanc", "Pluie d'Août",
    "Über Nacht", "Kaïros", "Fjörd", "Señales", "Tambours 🥁", "Mille Pétales", "Écume", "Dernière Danse",
  ]
  static let genres = ["rock", "électro", "chanson", "jazz", "métal", "folk", "hip-hop", "flamenco"]
  static let titles = [
    "Nuit du Feu 🔥", "Concert d'ouverture", "Été à Nîmes", "Mañana", "日本の夜", "Scène ouverte; entrée libre", "Rappel",
    "Le Grand Soir", "Acoustique — rive gauche", "Clôture 🎆",
  ]
  static let stages = ["Grande Scène", "Scène de l'Île", "Chapiteau", "Forêt", "Café-Théâtre"]
  static let agents = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0",
  ]
}
