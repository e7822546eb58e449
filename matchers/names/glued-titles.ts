/**
 * A word without the forms of address that reservations write as one with it, and as it stands: HANSMR → HANS, HANSMR. MS and DR alone
 * are left (WILLIAMS, ALEXANDR), and so is what ends in Amr, Nimr or Ghamr.
 */
export const withoutTitle = (word: string): readonly string[] => {
  const name = endsInTitle.exec(word)?.[1]
  return name === undefined || isArabic.test(word) ? [word] : [name, word]
}

const endsInTitle = /^(.{3,}?)(?:MSTR|MISS|MRS|MR|PROF)(?:PROF|DR)*$/
const isArabic =
  /^(?:(?:[AE]L|AB[IU]|ABOU|BEN|BIN|IBN|UMM?)(?:A|[B-DF-HJ-NP-TV-Z]{1,2}[AIU])|[DGKST]H[AIU])MR$/
