/** A piece of a text, and whether it differs from what stands beside it. */
export interface Piece {
  readonly text: string
  readonly differs: boolean
}

/** A text cut where it differs from the other: by place when both are equally long, else between what they begin and end with alike. */
export const markDifference = (text: string, other: string): readonly Piece[] => {
  if (text === other) return text === '' ? [] : [{ text, differs: false }]
  const marks =
    text.length === other.length
      ? [...text].map((letter, at) => letter !== other[at])
      : betweenAlike(text, other)
  const pieces: Piece[] = []
  for (const [at, letter] of [...text].entries()) {
    const differs = marks[at] ?? true
    const last = pieces.at(-1)
    if (last?.differs === differs) pieces[pieces.length - 1] = { text: last.text + letter, differs }
    else pieces.push({ text: letter, differs })
  }
  return pieces
}

const betweenAlike = (text: string, other: string): readonly boolean[] => {
  const most = Math.min(text.length, other.length)
  let start = 0
  while (start < most && text[start] === other[start]) start += 1
  let end = 0
  while (end < most - start && text.at(-1 - end) === other.at(-1 - end)) end += 1
  return [...text].map((_, at) => at >= start && at < text.length - end)
}
