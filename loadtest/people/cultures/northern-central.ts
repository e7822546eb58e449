import { withRare } from '../rare-words.ts'
import type { Culture, Draw, Word } from '../types.ts'
import { compound, mostly, namesOf, stock } from '../words.ts'

const nordicMale = withRare(
  stock(`Lars Anders Mikael|Michael Johan Erik|Eric Per|Peer Karl|Carl Peter Jan Thomas|Tomas Jens
  Ole Kristian|Christian Nils|Niels Hans Henrik Søren|Sören Bjørn|Björn Magnus Olav|Olaf|Olof Knut Sven|Svend
  Håkan|Haakon Gunnar Mads Rasmus Emil Oskar|Oscar Åge|Aage Jørgen|Jörgen Leif Torbjørn|Torbjörn Stig Arne Øyvind`),
  0.2
)
const nordicFemale = withRare(
  stock(`Anna Anne Maria Karin|Carin Kirsten Eva Ingrid Kristina|Christina Marie Hanne Mette Inger
  Lena Birgitta|Birgitte Kerstin Margareta|Margrethe Elisabeth Astrid Solveig Sigrid Åse|Aase Helle Pia Ida Freja|Freya
  Emma Maja|Maya Linnéa Elin Sofie|Sofia Frida|Frieda Signe Liv Gunhild Bodil Ragnhild Märta Siv Tove Maren`),
  0.2
)
const nordicFathers = stock(
  `Jen Niel Han Peder|Petter|Peter Ander Christian|Kristian Lar Søren|Sören Rasmu Jørgen Mad
  Ole Karl|Carl Erik|Eric Johan Nil Sven Gustav|Gustaf Olof|Olav Per Jon|Johan Jakob Magnu Arn Knud|Knut Thom Iver Mikkel
  Hal­vor Lau Simon Mort Bertel Ib Frederik Dani Jepp Poul Mathi`.replaceAll('\u00ad', '')
)
const patronymEnds = stock('sen son sson', { flatness: 1 })
const farms = stock(
  'Lind Berg Ström Sand Bjørk Gran Hag Dal Sjö Ek Åker Öst Nord Vester Söder Hol Stor Lund Høg Nygaard Kirke',
  { flatness: 15 }
)
const farmEnds = stock(
  'berg ström gren qvist|kvist lund man dahl strand vik holm gaard bäck|bakk mark',
  { flatness: 15 }
)
const polishMale = withRare(
  stock(`Jan Andrzej Piotr Krzysztof Stanisław Tomasz Paweł Józef Marcin Marek Michał Grzegorz Jerzy
  Tadeusz Adam Łukasz Zbigniew Ryszard Dariusz Henryk Mariusz Kazimierz Wojciech Robert Mateusz Marian Rafał Jacek
  Janusz Mirosław Maciej Sławomir Jarosław Kamil Wiesław Roman Władysław Jakub Artur Zdzisław Edward Mieczysław Damian`),
  0.1
)
const polishFemale = withRare(
  stock(`Anna Maria Katarzyna Małgorzata Agnieszka Krystyna Barbara Ewa Elżbieta Zofia Janina Teresa
  Joanna Magdalena Monika Jadwiga Danuta Irena Halina Helena Beata Aleksandra Marta Dorota Marianna Grażyna Jolanta
  Stanisława Iwona Karolina Bożena Urszula Justyna Renata Alicja Paulina Sylwia Natalia Wanda Agata Aneta Izabela`),
  0.1
)
const polishPlain = withRare(
  stock(`Nowak Wójcik Woźniak Mazur Krawczyk Kaczmarek Zając Król Wieczorek Jabłoński Wróbel Stępień
  Dudek Adamczyk Pawlak Sikora Baran Szewczyk Pietrzak Duda Bąk Włodarczyk Kołodziej Kubiak Sobczak Kaźmierczak
  Mróz Kozioł Gołąb Cieślak Marciniak Bielak Sowa Kurek Pająk Kruk Żak Gajda Urban Tomczak Błaszczyk`),
  0.7
)
const polishStems = withRare(
  stock(
    `Kowal Wiśniew Kamiń Lewandow Zieliń Szymań Dąbrow Kozłow Jankow Wojciechow Kwiatkow
  Piotrow Grabow Pawłow Michal Nowic Jabłoń Majew Olszew Jaworsk Malinow Górs Witkow Rutkow Sadow Bor Ostrow Makow
  Wróblew Marci Czarnec Sikor Brzeziń Zawadz Laskow Sobol Krajew Kaliń Wysoc Chmielew Lis Zalew Sokołow Szczepań`,
    { flatness: 20 }
  ),
  0.75
)
const polishShort = stock(
  'Adam Bart Jak Kub Mat Mich Paw Pietr Stas Szym Tom Wal Woj Grzeg Krzys Mac Mar Jan Fran Kar Kaz Bog Luk Urb Kon'
)
const polishShortEnds = stock('czak czyk iak owicz ewicz ek asz uk ik')
const czechStems = stock(
  `Hol Kor Mal Nov Chal Jan Pav Pet Kub Mar Vac Tom Šim Mich Vojt Hav Bart Mat Sed Krej Kov Zem Les Rych Vlas Zaj Hor Strn
  Vrab Sok Jest Kal Koz Ber Hrd Kas Pol Pech Slav Tich`,
  { flatness: 30 }
)
const czechEnds = stock('ek ák ík ka il ovský eček áček án ota oun ina ner ský')
const czechMale = withRare(
  stock(`Jiří Jan Petr Josef Pavel Martin Jaroslav Tomáš Miroslav Zdeněk František Václav Michal Milan
  Karel Jakub Lukáš David Vladimír Ladislav Ondřej Roman Stanislav Marek Radek Daniel Antonín Vojtěch Filip Adam`),
  0.1
)
const czechFemale = withRare(
  stock(`Jana Marie Eva Hana Anna Lenka Kateřina Lucie Věra Alena Petra Veronika Jaroslava Tereza
  Martina Michaela Jitka Helena Ludmila Zdeňka Ivana Monika Eliška Zuzana Markéta Jarmila Barbora Jiřina Kristýna`),
  0.1
)
const czechFamilies = withRare(
  stock(`Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Horák Němec Marek Pokorný Pospíšil
  Hájek Jelínek Král Růžička Beneš Fiala Sedláček Doležal Zeman Kolář Navrátil Čermák Urban Vaněk Blažek Kříž Kopecký
  Vlček Bartoš Musil Šimek Konečný Malý Holub Štěpánek Staněk Kadlec Dostál Soukup Šťastný Mareš Moravec Sýkora
  Tichý Valenta Vávra Matoušek Bláha Říha Ševčík Hruška Mašek Dušek Kovář Bureš Hrubý Macháček Toman Havel`),
  0.5
)
const polishFamily: Draw = random => {
  if (random.chance(0.15)) return polishPlain.draw(random)
  if (random.chance(0.3)) return compound(polishShort.draw, polishShortEnds.draw)(random)

  const stem = polishStems.draw(random).latin
  return { latin: stem + (/[ckg]$/.test(stem) ? 'ki' : 'ski') }
}
const czechFamily = mostly(czechFamilies.draw, compound(czechStems.draw, czechEnds.draw), 0.6)
const nordicFamily = mostly(
  compound(nordicFathers.draw, patronymEnds.draw),
  compound(farms.draw, farmEnds.draw),
  0.5
)

/** Denmark, Norway, Sweden: -sen and -sson, farm names, æ, ø and å. */
export const nordic: Culture = {
  culture: 'nordic',
  weight: 3,
  countries: `SWE:3:Stockholm,Göteborg,Malmö NOR:2:Oslo,Bergen,Tromsø DNK:2:København,Århus,Odense`,
  placeholderBirthdays: 0,
  stocks: [nordicMale, nordicFemale, nordicFathers],
  name(random, sex) {
    const stockOf = sex === 'M' ? nordicMale : nordicFemale
    const given = [stockOf.draw(random)]
    if (random.chance(0.6)) given.push(stockOf.draw(random))
    return namesOf(given, [nordicFamily(random)])
  }
}

/** Poland: women's surnames in -ska and -cka. */
export const polish: Culture = {
  culture: 'polish',
  weight: 4,
  countries: 'POL:1:Warszawa,Kraków,Łódź,Wrocław,Poznań,Gdańsk,Szczecin,Lublin,Białystok',
  placeholderBirthdays: 0,
  stocks: [polishMale, polishFemale, polishPlain],
  name(random, sex) {
    const stockOf = sex === 'M' ? polishMale : polishFemale
    const given = [stockOf.draw(random)]
    if (random.chance(0.4)) given.push(stockOf.draw(random))
    const family = polishFamily(random)
    return namesOf(given, [sex === 'F' ? feminine(family, /([sc]k)i$/, '$1a') : family])
  }
}

/** Czechia and Slovakia: women's surnames in -ová and -á. */
export const czech: Culture = {
  culture: 'czech',
  weight: 2,
  countries: 'CZE:3:Praha,Brno,Ostrava,Plzeň,Olomouc SVK:1:Bratislava,Košice,Žilina',
  placeholderBirthdays: 0,
  stocks: [czechMale, czechFemale, czechFamilies],
  name(random, sex) {
    const family = czechFamily(random)
    if (sex === 'M') return namesOf([czechMale.draw(random)], [family])
    const adjective = feminine(family, /ý$/, 'á')
    const latin =
      adjective.latin === family.latin
        ? `${family.latin.replace(/e([kcln])$/, '$1').replace(/a$/, '')}ová`
        : adjective.latin
    return namesOf([czechFemale.draw(random)], [{ latin }])
  }
}

const feminine = (family: Word, ending: RegExp, replacement: string): Word => ({
  latin: family.latin.replace(ending, replacement)
})
