/** The field without the fillers that pad it. */
export const withoutEnd = (field: string): string => {
  let end = field.length
  while (end > 0 && isFiller(field, end - 1)) end--
  return end === field.length ? field : field.slice(0, end)
}

/** Whether the character is the filler `<`. */
export const isFiller = (text: string, at: number): boolean => text.charCodeAt(at) === 60
