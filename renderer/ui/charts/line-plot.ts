import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartDataset,
} from 'chart.js';
import { tokenColour } from '../token-colour';
import type { ChartSeries } from './chart-series';
import type { Point } from './dense-series';
import { valueRange, type AxisScale } from './value-range';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

export interface PlotContent {
  readonly series: readonly ChartSeries[];
  readonly scale: AxisScale;
  /** The x axis runs from 0 to here. */
  readonly end: number;
}

/** Width of the y axis: the same everywhere, so that plots under each other line up. */
const axisWidth = 48;

/** Chart.js on one canvas, which it keeps as large as the element around it. Draws without animation. */
export class LinePlot {
  readonly #chart: Chart<'line', Point[]>;
  /** By token, under the present theme. */
  readonly #colours = new Map<string, string>();

  /** `onResize` is called after the plot got another size. */
  constructor(canvas: HTMLCanvasElement, onResize: () => void) {
    this.#chart = new Chart(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        maintainAspectRatio: false,
        events: [],
        onResize,
        font: { size: 11 },
        datasets: { line: { borderJoinStyle: 'round' } },
        scales: {
          x: {
            type: 'linear',
            min: 0,
            border: { display: false },
            grid: { display: false },
            ticks: { maxTicksLimit: 8, maxRotation: 0, includeBounds: false },
          },
          y: {
            type: 'linear',
            border: { display: false },
            ticks: { maxTicksLimit: 6, includeBounds: false },
            afterFit: (axis) => {
              axis.width = axisWidth;
            },
          },
        },
      },
    });
  }

  draw({ series, scale, end }: PlotContent): void {
    const { width } = this.#chart;
    const curves = series.map((curve) => curve.points(width));
    // Chart.js knows a dataset by its object: a new one would cost it a new controller.
    const { datasets } = this.#chart.data;
    datasets.length = series.length;
    series.forEach((curve, index) => {
      datasets[index] = Object.assign(
        datasets[index] ?? { data: [] },
        this.#dataset(curve, curves[index]!, index, width),
      );
    });
    this.#setScales(valueRange(curves, scale, end), scale, end);
    this.#chart.update('none');
  }

  /** Reads colours and font again; `draw` is to follow. */
  readTheme(): void {
    this.#colours.clear();
    const { options } = this.#chart;
    options.font = { family: getComputedStyle(document.body).fontFamily, size: 11 };
    for (const axis of [options.scales!['x']!, options.scales!['y']!]) {
      axis.ticks!.color = this.#colour('--text-muted');
      axis.grid!.color = this.#colour('--line');
    }
  }

  /** Pixels from the left edge of the plot to `x`, clamped to where curves are drawn. */
  pixelOf(x: number): number {
    const { left, right } = this.#chart.chartArea;
    return Math.min(Math.max(this.#chart.scales['x']!.getPixelForValue(x), left), right);
  }

  /** The x under a pixel from the left edge; null beside where curves are drawn. */
  valueOf(pixel: number): number | null {
    const { left, right } = this.#chart.chartArea;
    if (pixel < left || pixel > right) return null;
    return this.#chart.scales['x']!.getValueForPixel(pixel) ?? null;
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #setScales(range: ReturnType<typeof valueRange>, scale: AxisScale, end: number): void {
    const scales = this.#chart.options.scales!;
    scales['x']!.max = end;
    const y = scales['y']! as { type: string; min?: number; max?: number };
    y.type = scale === 'log' && (range?.min ?? 0) > 0 ? 'logarithmic' : 'linear';
    scales['y']!.ticks!.display = range !== null;
    y.min = range?.min ?? 0;
    y.max = range?.max ?? 1;
  }

  #dataset(
    curve: ChartSeries,
    data: Point[],
    place: number,
    width: number,
  ): ChartDataset<'line', Point[]> {
    const colour = this.#colour(curve.colour);
    const sparse = curve.look === 'points' && data.length < width / 8;
    return {
      data,
      order: -place,
      borderColor: curve.look === 'trace' ? faint(colour) : colour,
      borderWidth: curve.look === 'line' ? 1.5 : 1,
      pointRadius: sparse ? 2.5 : 0,
      pointBackgroundColor: colour,
      pointBorderWidth: 0,
    };
  }

  #colour(token: `--${string}`): string {
    const known = this.#colours.get(token) ?? tokenColour(token);
    this.#colours.set(token, known);
    return known;
  }
}

const faint = (colour: string) => `color-mix(in srgb, ${colour} 24%, transparent)`;
