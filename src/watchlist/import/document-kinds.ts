/**
 * What lists call documents, and the short code that stands for it here: `P` and `T` as in manifests, `ID` as in
 * the zone of identity cards, otherwise the document's usual abbreviation. The first match counts.
 */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/passport booklet/i, 'BOOKLET'],
  [/(?:driv(?:er'?s?|ing)) ?(?:licen[cs]e|permit)/i, 'DL'],
  [/travel document|laissez[- ]passer|reiseausweis/i, 'T'],
  [/passport|passeport|pasaporte/i, 'P'],
  [/seafarer|seaman|seamen/i, 'SEAMAN'],
  [/social security|\bSSN\b/i, 'SSN'],
  [/fiscal code|codice fiscale/i, 'CF'],
  [/birth certificate/i, 'BIRTH'],
  [/ration card/i, 'RATION'],
  [/electoral|\bI\.?F\.?E\b|voter/i, 'VOTER'],
  [/\bLE Number/i, 'LE'],
  [/militar|army|armed forces|FARDC|serviceman/i, 'MIL'],
  [/student/i, 'STUDENT'],
  [/pilot/i, 'L'],
  [/tarjeta profesional/i, 'TARJETA'],
  [/refugee/i, 'REFUGEE'],
  [/stateless/i, 'STATELESS'],
  [/\bvisa/i, 'V'],
  [/C\.U\.R\.P|\bCURP\b/i, 'CURP'],
  [/C\.U\.I\.P|\bCUIP\b/i, 'CUIP'],
  [/C\.U\.I\.T|\bCUIT\b/i, 'CUIT'],
  [/C\.U\.I\b|\bCUI\b/i, 'CUI'],
  [/R\.F\.C|\bRFC\b/i, 'RFC'],
  [/\bR\.?U\.?C\b/, 'RUC'],
  [/\bR\.?T\.?N\b/, 'RTN'],
  [/\bN\.?I\.?T\b/, 'NIT'],
  [/\bN\.?I\.?F\b/, 'NIF'],
  [/N\.I\.E\b|\bNIE\b/, 'NIE'],
  [/D\.N\.I|\bDNI\b/i, 'DNI'],
  [/\bCNP\b/, 'CNP'],
  [/cedula/i, 'CEDULA'],
  [/matricula mercantil/i, 'MATRICULA'],
  [/tax (?:id|number|identification)/i, 'TAX'],
  [/resid(?:ency|ent|ential|ence)/i, 'RES'],
  [/immigration|alien|deportation/i, 'ALIEN'],
  [/foreign id/i, 'FID'],
  [/nationality/i, 'CERT'],
  [/registration|serial/i, 'REG'],
  [/identi|tazkira|\bID\b|citizen|personal (?:no|number)|national (?:no|number)|\bCNIC\b/i, 'ID']
]

/** The short code of the document that the words name; undefined when they name none that is known. */
export const documentKind = (words: string): string | undefined =>
  kinds.find(([pattern]) => pattern.test(words))?.[1]
