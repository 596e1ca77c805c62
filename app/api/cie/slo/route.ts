/** CIE metadata must name a logout service of ours; what it does is what SPID's does, with the name and key CIE knows. */
export { GET, POST } from '../../spid/slo/route'
