import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { CaseRules } from '../domain/case-rules.ts'
import { admit } from './auth.ts'
import { problems } from './problems.ts'

const { adverse, approvers, reasons, outcomes, exclusionMaxDays } = CaseRules.properties

/** What a screen offers an officer: reasons, outcomes, and what takes a second person. */
export const caseRulesRoutes: FastifyPluginAsyncTypebox<{ readonly rules: CaseRules }> = async (
  app,
  { rules }
) => {
  app.get(
    '/cases/rules',
    {
      onRequest: admit('officer', 'supervisor'),
      schema: {
        operationId: 'getCaseRules',
        summary: 'The policy’s lists of reasons and outcomes, and what takes two persons',
        tags: ['cases'],
        response: {
          200: Type.Object({ adverse, approvers, reasons, outcomes, exclusionMaxDays }),
          ...problems()
        }
      }
    },
    async () => {
      const { adverse, approvers, reasons, outcomes, exclusionMaxDays } = rules
      return { adverse, approvers, reasons, outcomes, exclusionMaxDays }
    }
  )
}
