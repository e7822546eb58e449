import { withRare } from '../rare-words.ts'
import type { Culture } from '../types.ts'
import { compound, mostly, namesOf, stock } from '../words.ts'

const frenchMale = withRare(
  stock(`Jean Michel Pierre Philippe Nicolas Alain Christophe Patrick Daniel Bernard
  Frédéric Laurent Thierry Christian Éric David Julien Stéphane François Olivier Pascal Gérard Jacques
  André Thomas Sébastien René Guillaume Claude Vincent Bruno Alexandre Antoine Romain Marc Louis Maxime
  Benoît Hugo Théo Lucas Mathieu|Matthieu Rémi|Rémy Cédric Gilles Étienne Loïc Yann Noël Aurélien`),
  0.25
)
const frenchFemale = withRare(
  stock(`Marie Nathalie Isabelle Sylvie Catherine Françoise Martine Christine Monique
  Valérie Sandrine Véronique Nicole Stéphanie Sophie Céline Chantal Patricia Anne Julie Brigitte Laurence
  Aurélie Christiane Jacqueline Virginie Camille Émilie Élodie Hélène Léa Manon Chloé Inès Zoé Delphine
  Mathilde Agnès Geneviève Amélie Bénédicte Noémie Joëlle Maëlle Anaïs Charlène`),
  0.25
)
const frenchFamilies = withRare(
  stock(`Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent
  Simon Michel Lefebvre|Lefèvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert
  Fontaine Rousseau Vincent Muller Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François
  Legrand Gauthier|Gautier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gérard Masson
  Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière
  Lucas Brunet Gaillard Barbier Arnaud Martinez Renard Schmitt Roy Leroux Colin Vidal Caron Picard`),
  0.5
)
const frenchStems = stock(
  'Beau Bel Mont Champ Ville Roche Font Haute Clair Chante Grand Saint- Val',
  {
    flatness: 9
  }
)
const frenchShort = stock(
  `Gir Bouch Chab Del Far Fav Gaut Guil Lab Lac Mar Per Pel Rob Sab Tav Ver Vig Bart Bes Boiss Cad Char Coul Court Barb
  Brun Blanch Mich Prev Font Rich Thib Gren Morv`,
  { flatness: 30 }
)
const frenchSuffixes = stock(
  'ard aud et eau in ier on ot elle eux ois ain ert ouin illon eron elet'
)
const frenchEnds = stock(
  'fort mont ville pré court champ vallée neuve marie rive loup lieu regard',
  {
    flatness: 9
  }
)
const germanMale = withRare(
  stock(`Peter Michael Thomas Andreas Wolfgang Klaus|Claus Jürgen Günter|Günther Stefan|Stephan
  Christian Uwe Werner Horst Frank Dieter Manfred Gerhard Hans Bernd Thorsten|Torsten Matthias|Mathias
  Helmut|Hellmut Walter|Walther Heinz Martin Jörg Rolf Jens Sven Alexander Jan Rainer|Reiner Holger Karl|Carl
  Dirk Joachim Ralf|Ralph Carsten|Karsten Herbert Oliver Wilhelm Kurt Markus|Marcus Heinrich Hermann Lukas|Lucas
  Philipp|Philip Maximilian Friedrich Johannes Björn Götz Jonas Felix Leon Paul Elias`),
  0.25
)
const germanFemale = withRare(
  stock(`Ursula Karin|Carin Helga Sabine Ingrid Renate Monika Susanne Gisela Petra Birgit Andrea
  Anna Brigitte Claudia Erika Christa Elke Stefanie|Stephanie Gertrud Elisabeth Maria Angelika Heike Gabriele
  Kathrin|Katrin|Catrin Ilse Nicole Anja Barbara Hildegard Martina Ingeborg Gerda Marion Jutta Ute Hannelore
  Julia Christine Käthe Jürgen Sandra Tanja Bärbel Annette|Anette Melanie Margarete Lena Mia Emma Hannah|Hanna`),
  0.25
)
const germanFamilies = withRare(
  stock(`Müller Schmidt|Schmitt|Schmid Schneider Fischer Weber Meyer|Meier|Maier|Mayer Wagner
  Becker Schulz|Schulze|Schultz Hoffmann|Hofmann Schäfer|Schaefer Koch Bauer Richter Klein Wolf|Wolff Schröder|Schroeder
  Neumann Schwarz Zimmermann Braun Krüger|Krueger Hartmann Lange Werner Krause Lehmann Köhler|Koehler
  Herrmann|Hermann König|Koenig Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß|Weiss Jung Hahn
  Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster
  Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß|Gross Seidel Heinrich
  Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer`),
  0.35
)
const germanStems = stock(
  `Berg Stein Wald Feld Bach Brunn Hof Burg Eich Birken Linden Rosen Gold Silber Eisen Kirch Stadt Alten Neu
  Ober Nieder Hinter Vorder Lang Breit Hoch Tief Weiß Schwarz Rot Grün Blau Wein Korn Hafer Acker Wiesen
  Reichen Hasen Hirsch Bären Wolfs Vogel Adler Falken Ammer Fried Diet Leit Rein Sieg`,
  { flatness: 30 }
)
const germanEnds = stock(
  'mann er berger bauer maier huber stein feld bach burg müller hofer reuter ing wald scheid hausen meister',
  { flatness: 6 }
)
const dutchMale = withRare(
  stock(`Johannes Jan Cornelis Hendrik Willem Pieter Gerrit Jacobus Petrus Maria Dirk Theo
  Daan Sem Lucas Luuk Bram Thijs|Tijs Jeroen Sander Bas Wouter Maarten Joost Ruben Koen Niels Joris Sjoerd`),
  0.3
)
const dutchFemale = withRare(
  stock(`Maria Johanna Anna Cornelia Elisabeth Wilhelmina Hendrika Sanne Lieke Anouk Femke
  Eva Sophie Julia Emma Tess Fleur Lotte Marieke Annemiek Saskia Ingrid Esther Monique Ilse Jolanda`),
  0.3
)
const dutchFamilies =
  stock(`de_Jong Jansen|Janssen de_Vries van_den_Berg|van_der_Berg van_Dijk|van_Dyk Bakker Visser
  Smit|Smid Meijer|Meyer de_Boer Mulder de_Groot Bos Vos Peters Hendriks|Hendrix van_Leeuwen Dekker Brouwer de_Wit
  Dijkstra Smits de_Graaf van_der_Meer Kok Jacobs de_Haan Vermeulen van_den_Heuvel van_der_Veen van_den_Broek
  de_Bruin|de_Bruijn van_der_Heijden Schouten van_Beek Willems van_Vliet Hoekstra Maas Verhoeven Koster van_Dam`)
const dutchPrefixes = stock('van_der_ van_den_ van_ de_ ter_', { flatness: 3 })
const dutchStems = stock(
  `Kerk Veld Molen Berg Heuvel Bosch Haver Linde Eiken Noord Ooster Wester Zuid Groen Zwart Witte Oude Nieuwen Steen Zand
  Hout Water Dijk Vosse Wolfs Hanen Kraan Roos Klaver Boom Hof Schoon Lange Korte Brand Goud Koper`,
  { flatness: 20 }
)
const dutchEnds = stock(
  'kamp veld berg huis man stra broek meer laar horst wijk beek voort brink donk'
)
const dutchPlaces = compound(dutchStems.draw, dutchEnds.draw)
const dutchFamily = mostly(
  dutchFamilies.draw,
  mostly(dutchPlaces, compound(dutchPrefixes.draw, dutchPlaces), 0.4),
  0.7
)
const frenchFamily = mostly(
  mostly(frenchFamilies.draw, compound(frenchShort.draw, frenchSuffixes.draw), 0.55),
  compound(frenchStems.draw, frenchEnds.draw),
  0.15
)
const germanFamily = mostly(germanFamilies.draw, compound(germanStems.draw, germanEnds.draw), 0.6)

/** France, Belgium, French-speaking Africa: hyphenated given names, surnames with Le, La, De. */
export const french: Culture = {
  culture: 'french',
  weight: 7,
  countries: `FRA:8:Paris,Lyon,Marseille,Lille,Nantes,Strasbourg BEL:2:Bruxelles,Liège CHE:1:Genève,Lausanne
    SEN:1:Dakar,Thiès CIV:1:Abidjan`,
  placeholderBirthdays: 0.002,
  stocks: [frenchMale, frenchFemale, frenchFamilies],
  name(random, sex) {
    const stockOf = sex === 'M' ? frenchMale : frenchFemale
    const first = stockOf.draw(random)
    const given = random.chance(0.15)
      ? [{ latin: `${first.latin}-${stockOf.draw(random).latin}` }]
      : [first]
    if (random.chance(0.5)) given.push(stockOf.draw(random))
    const family = frenchFamily(random)
    return namesOf(given, random.chance(0.05) ? [random.pick(particles), family] : [family])
  }
}

const particles = [{ latin: 'Le' }, { latin: 'La' }, { latin: 'De' }, { latin: 'de la' }]

/** Germany, Austria, German Switzerland: umlauts, compound surnames, "von" now and then. */
export const german: Culture = {
  culture: 'german',
  weight: 7,
  countries: `DEU:8:Berlin,Hamburg,München,Köln,Leipzig,Düsseldorf AUT:1:Wien,Graz,Linz CHE:1:Zürich,Bern`,
  placeholderBirthdays: 0,
  stocks: [germanMale, germanFemale, germanFamilies],
  name(random, sex) {
    const stockOf = sex === 'M' ? germanMale : germanFemale
    const given = [stockOf.draw(random)]
    if (random.chance(0.35)) given.push(stockOf.draw(random))
    const family = germanFamily(random)
    return namesOf(given, random.chance(0.01) ? [{ latin: 'von' }, family] : [family])
  }
}

/** The Netherlands and Flanders: surnames with "de", "van der". */
export const dutch: Culture = {
  culture: 'dutch',
  weight: 3,
  countries: 'NLD:4:Amsterdam,Rotterdam,Utrecht,Eindhoven BEL:2:Antwerpen,Gent SUR:1:Paramaribo',
  placeholderBirthdays: 0,
  stocks: [dutchMale, dutchFemale, dutchFamilies],
  name(random, sex) {
    const stockOf = sex === 'M' ? dutchMale : dutchFemale
    const given = [stockOf.draw(random)]
    while (given.length < 3 && random.chance(0.5)) given.push(stockOf.draw(random))
    return namesOf(given, [dutchFamily(random)])
  }
}
