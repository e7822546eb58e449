/** What `respell` has more than one spelling for. */
export const respellable = /^(ABD|[AE]L)|(OV|EV|J)S$|(IN|IR|OV|EV|SK|IJ)AS$|[GT]Y[AEIOU]/

/** A word and what it is in another language's spelling, or without what was joined to it. */
export const respell = (word: string): string[] => {
  if (/^ABD[AUEOI]L+A+H?$/.test(word)) return word === 'ABDULLAH' ? [word] : ['ABDULLAH', word]
  const servant = /^ABD(?:[AUEOI]|OU)([LRSZNDT]|SH)(?=[A-Z]{4})/.exec(word)
  if (servant !== null) {
    const rest = word.slice(servant[0].length)
    const doubled = rest.startsWith(servant[1] ?? '') || servant[1] === 'L'
    const name = doubled ? rest : (servant[1] ?? '') + rest
    return [`ABDUL${name}`, name, word]
  }
  // Latvian gives foreign men an ending: LAVROVS, SERGEJS.
  if (/(OV|EV|J)S$/.test(word)) return [word, word.slice(0, -1)]
  // Lithuanian too: PUTINAS.
  if (/..(IN|IR|OV|EV|SK|IJ)AS$/.test(word)) return [word, word.slice(0, -2)]
  // Hungarian writes soft D and T so: PUTYIN, VLAGYIMIR.
  if (/[GT]Y[AEIOU]/.test(word)) {
    return [word, word.replaceAll(/GY(?=[AEIOU])/g, 'D').replaceAll(/TY(?=[AEIOU])/g, 'T')]
  }
  const article = /^[AE]L(?=[B-DF-HJ-NP-TV-Z][A-Z]{4})/.exec(word)
  return article === null ? [word] : [word, word.slice(2)]
}
