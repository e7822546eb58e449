import type { MessageFunction } from '../message-function.ts'

/**
 * What BGM asks for, and whether its codes are known. What is not known is taken as a list, an unknown status of a flight as its
 * closing: by either everybody who is described is screened.
 */
export const readFunction = (
  documentCode: string | undefined,
  functionCode: string | undefined,
  isMasterCrewList: boolean
): { readonly function: MessageFunction; readonly isKnown: boolean } => {
  const known = (value: MessageFunction) => ({ function: value, isKnown: true })
  if (documentCode === '266') {
    const status = flightStatus[functionCode ?? '']
    return status ? known(status) : { function: 'closed', isKnown: false }
  }
  const list = isMasterCrewList ? 'master_crew' : lists[documentCode ?? '']
  const change = changes[functionCode ?? '']
  if (change && list !== 'master_crew') return known(change)
  const isPlain = functionCode === undefined || list !== 'passengers'
  return { function: list ?? 'passengers', isKnown: list !== undefined && isPlain }
}

/** The document code of crew lists, and of changes to them. */
export const crewList = '250'

const lists: Readonly<Record<string, MessageFunction>> = {
  '745': 'passengers',
  [crewList]: 'crew',
  '336': 'master_crew'
}

const changes: Readonly<Record<string, MessageFunction>> = {
  CP: 'change',
  XR: 'cancel',
  RP: 'reduction'
}

const flightStatus: Readonly<Record<string, MessageFunction>> = {
  CF: 'change_of_flight',
  XF: 'flight_cancelled',
  CL: 'closed',
  CLNB: 'not_on_board',
  CLOB: 'on_board'
}
