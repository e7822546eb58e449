import { inject } from 'vitest'
import { recordContract } from '../contracts/record-contract.ts'
import {
  freshPrefix,
  openKafkaRecord,
  quietKafka,
  rememberingHere
} from '../helpers/kafka-record.ts'

const kafka = quietKafka(inject('brokers'))

recordContract('kafka', async () => {
  const prefix = freshPrefix()
  const recent = rememberingHere()
  let opened = await openKafkaRecord(kafka, prefix, recent)
  return {
    port: opened.record,
    reopen: async () => {
      await opened.close()
      opened = await openKafkaRecord(kafka, prefix, recent)
      return opened.record
    },
    close: () => opened.close()
  }
})
