import Schema from 'typebox/schema'
import type { Reply } from './call.ts'

/** One operation of the contract, as far as tests read it. */
export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly security?: readonly object[]
  readonly parameters?: readonly { readonly in: string; readonly name: string }[]
  readonly requestBody?: { readonly content: Contents }
  readonly responses: { readonly [status: string]: DeclaredReply }
}

interface DeclaredReply {
  readonly content?: Contents
}

interface Contents {
  readonly [mediaType: string]: { readonly schema: object }
}

/** The contract, as far as tests read it. */
export interface Contract {
  readonly tags: readonly { readonly name: string }[]
  readonly components: object
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
}

/** All operations of a contract, each with its method and path. */
export const operationsOf = ({ paths }: Contract) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation
    }))
  )

/** In what a reply contradicts the contract; undefined where it keeps to it. */
export const contradiction = (
  contract: Contract,
  method: string,
  address: string,
  { status, type, body }: Pick<Reply, 'status' | 'type' | 'body'>
): string | undefined => {
  const operation = operationFor(contract, method, address)
  if (!operation) return `${method} ${address} is not declared`
  const about = `${operation.operationId} ${status}`
  const declared = operation.responses[status]
  if (!declared) return `${about} is not declared`
  if (!declared.content) return type === '' ? undefined : `${about} is declared without a body`
  const mediaType = type.split(';')[0] ?? ''
  const schema = declared.content[mediaType]?.schema
  if (!schema) return `${about} is declared as ${Object.keys(declared.content)}, not ${mediaType}`
  const isText = body === undefined
  return isText || Schema.Check({ ...schema, components: contract.components }, body)
    ? undefined
    : `${about} is not of the declared schema: ${JSON.stringify(body)}`
}

/** The operation of an address; one that names more of it goes before one with parameters. */
const operationFor = ({ paths }: Contract, method: string, address: string) => {
  const [path = ''] = address.split('?')
  const fitting = Object.keys(paths).filter(template => patternOf(template).test(path))
  const [best = ''] = fitting.toSorted((a, b) => parametersIn(a).length - parametersIn(b).length)
  return paths[best]?.[method.toLowerCase()]
}

const patternOf = (template: string) =>
  new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`)

/** The names of the parameters in a path. */
export const parametersIn = (template: string): readonly string[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
