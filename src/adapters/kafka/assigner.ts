import { AssignerProtocol, type PartitionAssigner } from 'kafkajs'

const { MemberMetadata, MemberAssignment } = AssignerProtocol
const version = 0

/**
 * Gives partitions of one number to one node, in all topics and in all groups with the same nodes: nodes in the order of
 * their ids, partition n to node n modulo their count. What changes one case always stands in partitions of one number.
 */
export const togetherByNumber =
  (nodeId: string): PartitionAssigner =>
  ({ cluster }) => ({
    name: 'portcullis-by-number',
    version,

    async assign({ members, topics }) {
      const nodes = members
        .map(({ memberId, memberMetadata }) => ({
          memberId,
          node: MemberMetadata.decode(memberMetadata)?.userData.toString() ?? ''
        }))
        .sort((a, b) => compare(a.node, b.node) || compare(a.memberId, b.memberId))
      return nodes.map(({ memberId }, at) => {
        const isMine = (partition: number) => partition % nodes.length === at
        const assignment = Object.fromEntries(
          topics.map(topic => [topic, partitionsOf(cluster, topic).filter(isMine)])
        )
        return {
          memberId,
          memberAssignment: MemberAssignment.encode({ version, assignment, userData: none })
        }
      })
    },

    protocol: ({ topics }) => ({
      name: 'portcullis-by-number',
      metadata: MemberMetadata.encode({ version, topics, userData: Buffer.from(nodeId) })
    })
  })

const none = Buffer.alloc(0)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const partitionsOf = (
  cluster: Parameters<PartitionAssigner>[0]['cluster'],
  topic: string
): readonly number[] =>
  cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId)
