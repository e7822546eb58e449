/**
 * A word without the form of address that reservations write as one with it, and as it stands: HANSMR → HANS, HANSMR. MS is left alone
 * (WILLIAMS), and so is what ends in Amr, Nimr or Ghamr.
 */
export const withoutTitle = (word: string): readonly string[] => {
  const name = endsInTitle.exec(word)?.[1]
  return name === undefined || isArabic.test(word) ? [word] : [name, word]
}

const endsInTitle = /^(.{3,}?)(?:MSTR|MISS|MRS|MR)$/
const isArabic =
  /^(?:(?:[AE]L|AB[IU]|ABOU|BEN|BIN|IBN|UMM?)(?:A|[B-DF-HJ-NP-TV-Z]{1,2}[AIU])|[DGKST]H[AIU])MR$/
