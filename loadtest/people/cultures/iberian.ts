import { withRare } from '../rare-words.ts'
import type { Culture, Word } from '../types.ts'
import { compound, mostly, namesOf, stock } from '../words.ts'

const spanishMale = withRare(
  stock(`José Juan Luis Carlos Antonio Manuel Francisco Jesús Miguel Pedro Jorge
  Alejandro Fernando Rafael Javier Roberto Ricardo Daniel Eduardo Sergio Raúl Mario Ángel Óscar
  Enrique David Víctor Andrés Diego Ramón Alberto Pablo Álvaro Joaquín Ignacio Rubén Iván Adrián
  Guillermo Julio César Hugo Felipe Gabriel Santiago Sebastián Mateo Nicolás Martín Emilio Ernesto
  Arturo Gustavo Héctor Hernán Rodrigo Gonzalo Tomás Ismael Cristian Lorenzo Salvador Vicente`),
  0.2
)
const spanishFemale = withRare(
  stock(`María Ana Carmen Juana Rosa Guadalupe Margarita Josefina Isabel Teresa
  Laura Patricia Elena Leticia Martha Lucía Silvia Alejandra Gabriela Adriana Verónica Claudia
  Mónica Sandra Alicia Yolanda Gloria Beatriz Pilar Dolores Cristina Raquel Natalia Sofía Valentina
  Camila Daniela Mariana Paula Andrea Carolina Lorena Rocío Esperanza Mercedes Concepción Luisa Inés
  Julia Victoria Marta Irene Eva Ángela Alba Noelia Ximena|Jimena Fernanda Luz Paola Viviana`),
  0.2
)
const spanishFamilies = withRare(
  stock(`García Hernández Martínez López González Rodríguez Pérez Sánchez
  Ramírez Flores Gómez Torres Díaz Vásquez|Vázquez Cruz Morales Gutiérrez Reyes Ruiz Jiménez Fernández
  Mendoza Ortiz Castillo Álvarez Moreno Romero Rivera Chávez|Chaves Ramos Herrera Medina Aguilar
  Vargas Castro Méndez Guzmán Muñoz Juárez Rojas Salazar Soto Delgado Peña Ríos Vega Contreras
  Domínguez Guerrero Luna Cortés|Cortez Silva Cabrera Navarro Espinoza|Espinosa Campos Molina Serrano
  Acosta Ibarra Fuentes Miranda Carrillo Figueroa Valdez|Valdés Núñez Marín Suárez Ortega Santos
  Iglesias Garrido Calvo Gallego Vidal Blanco Prieto Pascual Giménez Ferrer Benítez Quiroga`),
  0.25
)
const basqueStems = stock(
  'Etxe Iri Goi Men Arri Zabal Elor Iza Urru Ola Ara Agi Uri Ibar Lar Sala',
  {
    flatness: 20
  }
)
const basqueEnds = stock(
  'berria goitia zabal barri rieta guren tegi zaga ondo lde oitia reta mendi'
)
const spanishStems = stock(
  `Alc Almod Arr Bald Barr Bel Ber Cab Cald Cam Can Carr Cast Ceb Cord Cuel Esp Est Font Gall Gran Guad Her Hin Lar Led
  Loz Mald Mans Mon Mor Nav Olm Pal Par Ped Pin Pon Quin Rob Sald Sal Sep Sor Tab Tor Val Vel Vill Zam Zur`,
  { flatness: 30 }
)
const spanishEnds = stock(
  'ado ero illo ares ano ado era ales ón uela al osa ejo arro oso ina illa uelo edo eda anca'
)
const portugueseMale = withRare(
  stock(`João José António|Antônio Carlos Paulo Pedro Lucas Luiz|Luís Marcos Gabriel
  Rafael Daniel Marcelo Bruno Eduardo Felipe|Filipe Rodrigo Manuel|Manoel Mateus|Matheus André
  Fernando Fábio Leonardo Gustavo Guilherme Leandro Tiago|Thiago Anderson Ricardo Márcio Jorge
  Sebastião Alexandre Roberto Edson Diego Vitor|Victor Sérgio Cláudio Rui Nuno Hugo Gonçalo Duarte`),
  0.2
)
const portugueseFemale = withRare(
  stock(`Maria Ana Francisca Antónia|Antônia Adriana Juliana Márcia Fernanda Patrícia
  Aline Sandra Camila Amanda Bruna Jéssica Letícia Júlia Luciana Vanessa Mariana Gabriela Vera Vitória
  Larissa Cláudia Beatriz Luana Rita Sónia|Sônia Renata Eliane Inês Joana Catarina Sofia Teresa`),
  0.2
)
const portugueseFamilies = withRare(
  stock(`Silva Santos Oliveira Souza|Sousa Rodrigues Ferreira Alves Pereira Lima
  Gomes Costa Ribeiro Martins Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa Rocha Dias
  Nascimento Andrade Moreira Nunes Marques Machado Mendes Freitas Cardoso Ramos Gonçalves Santana
  Teixeira Araújo Pinto Correia|Corrêa Melo|Mello Campos Batista|Baptista Cunha Monteiro Moura Cavalcante
  Azevedo Castro Borges Neves Coelho Matos|Mattos Fonseca Antunes Figueiredo Tavares Medeiros Farias
  Guimarães Brito Macedo Leite Pires Abreu Sampaio Vasconcelos Magalhães Nóbrega Bragança Queirós|Queiroz`),
  0.2
)
const portugueseStems = stock(
  `Alm Barr Carv Cast Cord Ferr Font Mont Mour Nog Oliv Pedr Pinh Quint Salg Sob Tab Torr Val Vilel Card Fig Lour Mad Mac
  Mat Mir Pass Pat Pim Port Ram Reg Res Seix Serp Silv Tol Var Veig Vent`,
  { flatness: 30 }
)
const portugueseEnds = stock('eira eiro al edo inho ães oso ais ada ares elos ana ino ão ado')
const portugueseFamily = mostly(
  portugueseFamilies.draw,
  compound(portugueseStems.draw, portugueseEnds.draw),
  0.25
)
const spanishFamily = mostly(
  mostly(spanishFamilies.draw, compound(spanishStems.draw, spanishEnds.draw), 0.25),
  compound(basqueStems.draw, basqueEnds.draw),
  0.06
)

/** Spain and Spanish America: the father's and the mother's surname, often two given names. */
export const hispanic: Culture = {
  culture: 'hispanic',
  weight: 11,
  countries: `ESP:6:Madrid,Barcelona,Sevilla,Valencia,Bilbao MEX:6:Ciudad_de_México,Guadalajara,Monterrey
    COL:3:Bogotá,Medellín,Cali ARG:3:Buenos_Aires,Córdoba,Rosario PER:2:Lima,Arequipa
    CHL:1:Santiago,Valparaíso VEN:1:Caracas,Maracaibo CUB:1:La_Habana PHL:3:Manila,Cebu,Davao`,
  placeholderBirthdays: 0,
  stocks: [spanishMale, spanishFemale, spanishFamilies],
  name(random, sex) {
    const stockOf = sex === 'M' ? spanishMale : spanishFemale
    const given = [stockOf.draw(random)]
    if (random.chance(0.6)) given.push(stockOf.draw(random))
    const family = [spanishFamily(random)]
    if (random.chance(0.9)) family.push(spanishFamily(random))
    return namesOf(given, family)
  }
}

/** Portugal, Brazil, Angola: one to four surnames, the last from the father, some with "da" or "dos". */
export const portuguese: Culture = {
  culture: 'portuguese',
  weight: 5,
  countries: `PRT:3:Lisboa,Porto,Coimbra,Faro BRA:6:São_Paulo,Rio_de_Janeiro,Recife,Salvador,Curitiba
    AGO:1:Luanda,Huambo MOZ:1:Maputo,Beira CPV:1:Praia`,
  placeholderBirthdays: 0.01,
  stocks: [portugueseMale, portugueseFemale, portugueseFamilies],
  name(random, sex) {
    const stockOf = sex === 'M' ? portugueseMale : portugueseFemale
    const given = [stockOf.draw(random)]
    if (random.chance(0.4)) given.push(stockOf.draw(random))
    const family: Word[] = []
    const count = 1 + random.below(3)
    for (let at = 0; at < count; at += 1) {
      if (random.chance(0.2)) family.push({ latin: random.pick(['da', 'de', 'dos', 'do']) })
      family.push(portugueseFamily(random))
    }
    return namesOf(given, family)
  }
}
