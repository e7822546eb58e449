import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

export interface ChartProps {
  /** What the chart shows, for those who do not see it. */
  readonly label: string
  /** Seconds since 1970. */
  readonly times: readonly number[]
  readonly lines: readonly {
    readonly label: string
    /** A colour variable of the style sheet. */
    readonly color: string
    readonly values: readonly (number | undefined)[]
  }[]
}

const height = 200

/** Lines over time, in the colours of the page, redrawn when these or the width change. */
export const Chart = ({ label, times, lines }: ChartProps) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    let plot: uPlot | undefined
    const draw = () => {
      plot?.destroy()
      plot = new uPlot(optionsOf(element, lines), dataOf(times, lines), element)
    }
    const resized = new ResizeObserver(draw)
    resized.observe(element)
    const themed = new MutationObserver(draw)
    themed.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      resized.disconnect()
      themed.disconnect()
      plot?.destroy()
    }
  }, [times, lines])
  return (
    <figure role="img" aria-label={`${label}: ${summaryOf(lines)}`} class="plot">
      <div ref={place} class="chart" />
      <p class="legend" aria-hidden="true">
        {lines.map(line => (
          <span key={line.label}>
            <i style={{ background: `var(${line.color})` }} />
            {line.label}
          </span>
        ))}
      </p>
    </figure>
  )
}

const summaryOf = (lines: ChartProps['lines']) =>
  lines
    .map(({ label, values }) => `${label} ${values.findLast(value => value !== undefined) ?? '–'}`)
    .join(', ')

const dataOf = (times: ChartProps['times'], lines: ChartProps['lines']): uPlot.AlignedData => [
  [...times],
  ...lines.map(({ values }) => values.map(value => value ?? null))
]

const optionsOf = (element: HTMLElement, lines: ChartProps['lines']): uPlot.Options => {
  // A canvas takes no light-dark() and no variable: the element says which colour it comes to.
  const color = (name: string) => {
    element.style.color = `var(${name})`
    const { color: found } = getComputedStyle(element)
    element.style.color = ''
    return found
  }
  const axis = {
    stroke: color('--muted'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { stroke: color('--line'), width: 1 }
  }
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] } },
    axes: [
      { ...axis, incrs: wholeMinutes, values: (_plot, ticks) => ticks.map(clock) },
      { ...axis, size: 56 }
    ],
    series: [
      {},
      ...lines.map(line => ({
        label: line.label,
        stroke: color(line.color),
        width: 2,
        points: { show: true, size: 4 }
      }))
    ]
  }
}

const wholeMinutes = [60, 300, 600, 900, 1_800, 3_600]

const hourAndMinute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const clock = (seconds: number) => hourAndMinute.format(seconds * 1_000)
