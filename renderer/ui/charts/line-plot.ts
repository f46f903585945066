import { Chart, LinearScale, LineController, LogarithmicScale, Ticks } from 'chart.js';
import { tokenColour } from '../token-colour';
import type { ChartSeries, Stretch } from './chart-series';
import { dotRadius, drawCurves, type DrawnCurve } from './draw-curves';
import { fitting, valueRange, type AxisScale, type ValueRange } from './value-range';

Chart.register(LineController, LinearScale, LogarithmicScale);

export interface PlotContent {
  readonly series: readonly ChartSeries[];
  readonly scale: AxisScale;
  /** What the x axis shows. */
  readonly stretch: Stretch;
  /** x at which the curves begin. */
  readonly start: number;
  /** What x counts, e.g. `epoch`; written before the axis's first number. */
  readonly unit: string;
}

/** Epochs may be broken where the axis is zoomed in. */
const tickFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** Width of the y axis: the same everywhere, so that plots under each other line up. */
const axisWidth = 48;

/**
 * A chart on one canvas, which it keeps as large as the element around it, without animation. Chart.js
 * lays out and draws the axes; the curves are drawn in between by `drawCurves`, since Chart.js makes an
 * object of every point at every update, and curves that grow many times a second must cost little.
 */
export class LinePlot {
  readonly #chart: Chart<'line'>;
  /** By token, under the present theme. */
  readonly #colours = new Map<string, string>();
  #curves: readonly DrawnCurve[] = [];
  #unit = '';
  /** What the axes were last laid out for. */
  #axes = '';

  /** `onResize` is called after the plot got another size. */
  constructor(canvas: HTMLCanvasElement, onResize: () => void) {
    this.#chart = new Chart(canvas, {
      type: 'line',
      data: { datasets: [] },
      plugins: [{ id: 'curves', beforeDatasetsDraw: (chart) => this.#drawCurves(chart) }],
      options: {
        animation: false,
        maintainAspectRatio: false,
        // The last value's dot is as wide.
        layout: { padding: { right: dotRadius } },
        events: [],
        onResize,
        scales: {
          x: {
            type: 'linear',
            min: 0,
            border: { display: false },
            grid: { display: false },
            // Labels at the ends stay within, so that all charts are as wide as each other.
            ticks: {
              align: 'inner',
              // The first one says what is counted, and so reaches towards the second.
              autoSkipPadding: 24,
              maxTicksLimit: 8,
              maxRotation: 0,
              includeBounds: false,
              callback: (value, index) =>
                index === 0
                  ? `${this.#unit} ${tickFormat.format(Number(value))}`
                  : tickFormat.format(Number(value)),
            },
          },
          y: {
            type: 'linear',
            border: { display: false },
            ticks: {
              maxTicksLimit: 6,
              includeBounds: false,
              callback(value, index, ticks) {
                const number = Number(value);
                const kind = this.type === 'logarithmic' ? 'logarithmic' : 'numeric';
                return fitting(Ticks.formatters[kind].call(this, number, index, ticks), number);
              },
            },
            afterFit: (axis) => {
              axis.width = axisWidth;
            },
          },
        },
      },
    });
  }

  draw({ series, scale, stretch, start, unit }: PlotContent): void {
    this.#unit = unit;
    const points = series.map((curve) => curve.points(this.#width(), stretch));
    this.#curves = series.map(({ colour, look }, index) => ({
      points: points[index]!,
      colour: this.#colour(colour),
      look,
    }));
    const range = valueRange(points, scale, stretch, start);
    const axes = JSON.stringify([range, scale, stretch, unit]);
    if (axes === this.#axes) {
      this.#chart.draw();
      return;
    }
    this.#axes = axes;
    this.#setAxes(range, scale, stretch);
    this.#chart.update('none');
  }

  /** Reads colours and font again; `draw` is to follow. */
  readTheme(): void {
    this.#colours.clear();
    this.#axes = '';
    const { options } = this.#chart;
    options.font = { family: getComputedStyle(document.body).fontFamily, size: 11 };
    for (const axis of [options.scales!['x']!, options.scales!['y']!]) {
      axis.ticks!.color = this.#colour('--text-muted');
      axis.grid!.color = this.#colour('--line');
    }
  }

  /** Pixels that curves are drawn on. */
  #width(): number {
    return Math.max(1, this.#chart.width - axisWidth);
  }

  /** Pixels from the left edge of the plot to `x`, clamped to where curves are drawn. */
  pixelOf(x: number): number {
    return this.clampPixel(this.#chart.scales['x']!.getPixelForValue(x));
  }

  /** The nearest pixel over which curves are drawn. */
  clampPixel(pixel: number): number {
    const { left, right } = this.#chart.chartArea;
    return Math.min(Math.max(pixel, left), right);
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

  #setAxes(range: ValueRange | null, scale: AxisScale, { from, to }: Stretch): void {
    const scales = this.#chart.options.scales!;
    scales['x']!.min = from;
    scales['x']!.max = to;
    scales['y']!.ticks!.display = range !== null;
    scales['y']!.grid!.display = range !== null;
    const y = scales['y']! as { type: string; min?: number; max?: number };
    y.type = scale === 'log' && (range?.min ?? 0) > 0 ? 'logarithmic' : 'linear';
    y.min = range?.min ?? 0;
    y.max = range?.max ?? 1;
  }

  #drawCurves({ ctx, scales }: Chart): void {
    drawCurves({ context: ctx, x: scales['x']!, y: scales['y']! }, this.#curves);
  }

  #colour(token: `--${string}`): string {
    const known = this.#colours.get(token) ?? tokenColour(token);
    this.#colours.set(token, known);
    return known;
  }
}
