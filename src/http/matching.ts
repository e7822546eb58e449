import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { describeModel } from '#matchers/index.ts'
import { type Policy, thresholdsFor } from '../domain/policy.ts'
import { admit } from './auth.ts'
import { problems } from './problems.ts'

export interface MatchingRoutesOptions {
  readonly policy: Policy
}

const Thresholds = Type.Object({ strong: Type.Number(), possible: Type.Number() })
const MatchingReply = Type.Object({
  policyVersion: Type.String(),
  thresholds: Type.Record(Type.String(), Thresholds, { description: 'by purpose' }),
  thresholdsByInstruction: Type.Record(Type.String(), Thresholds, {
    description: 'of instructions that have their own, for every purpose'
  }),
  model: Type.Object({
    version: Type.String(),
    score: Type.String(),
    prior: Type.Number(),
    fields: Type.Array(
      Type.Object({
        field: Type.String(),
        compares: Type.String(),
        levels: Type.Array(Type.Object({ level: Type.String(), weight: Type.Number() }))
      })
    )
  })
})

/** What is compared, how much it weighs, and from which score on an officer must look. */
export const matchingRoutes: FastifyPluginAsyncTypebox<MatchingRoutesOptions> = async (
  app,
  { policy }
) => {
  const { version, score, prior, fields } = describeModel(policy.matching)
  const reply = {
    policyVersion: policy.versionInForce,
    thresholds: Object.fromEntries(
      Object.keys(policy.purposes).map(purpose => [purpose, thresholdsFor(policy, purpose)])
    ),
    thresholdsByInstruction: Object.fromEntries(
      Object.entries(policy.instructions).flatMap(([instruction, { thresholds }]) =>
        thresholds ? [[instruction, thresholds]] : []
      )
    ),
    model: {
      version,
      score,
      prior,
      fields: fields.map(({ levels, ...field }) => ({ ...field, levels: [...levels] }))
    }
  }
  app.get(
    '/matching',
    {
      onRequest: admit('agency_editor', 'officer', 'supervisor', 'auditor', 'admin'),
      schema: {
        operationId: 'describeMatching',
        summary: 'What the model compares, how much each finding weighs, and the thresholds',
        tags: ['screening'],
        response: { 200: MatchingReply, ...problems() }
      }
    },
    async () => reply
  )
}
