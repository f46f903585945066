import { axisScales, type AxisScale } from '../ui/charts/value-range';
import { dimensionOrders, type DimensionOrder } from './kl-map';

/** Steps that the training curves can be averaged over. */
export const smoothingSpans = [1, 3, 10, 30, 100, 300, 1000] as const;

const storageKey = 'workbench.run-charts';

/** How a person likes the charts of a run; the same for every run, and remembered. */
class ChartSettings {
  #scale = $state<AxisScale>('fit');
  #smoothing = $state(3);
  #joined = $state(true);
  #dimensionOrder = $state<DimensionOrder>('number');

  constructor() {
    const [scale, smoothing, joined, order] = (localStorage.getItem(storageKey) ?? '').split(' ');
    this.#scale = axisScales.find((known) => known === scale) ?? 'fit';
    this.#joined = joined !== 'apart';
    this.#dimensionOrder = dimensionOrders.find((known) => known === order) ?? 'number';
    if (smoothingSpans[Number(smoothing)] !== undefined) this.#smoothing = Number(smoothing);
  }

  get scale(): AxisScale {
    return this.#scale;
  }

  set scale(scale: AxisScale) {
    this.#scale = scale;
    this.#remember();
  }

  /** Index of a span. */
  get smoothing(): number {
    return this.#smoothing;
  }

  set smoothing(smoothing: number) {
    this.#smoothing = smoothing;
    this.#remember();
  }

  /** Steps that training curves are averaged over; 1 is no smoothing. */
  get span(): number {
    return smoothingSpans[this.#smoothing]!;
  }

  /** Whether the curves of the runs that a branch goes back to are drawn in front of its own. */
  get joined(): boolean {
    return this.#joined;
  }

  set joined(joined: boolean) {
    this.#joined = joined;
    this.#remember();
  }

  get dimensionOrder(): DimensionOrder {
    return this.#dimensionOrder;
  }

  set dimensionOrder(order: DimensionOrder) {
    this.#dimensionOrder = order;
    this.#remember();
  }

  #remember(): void {
    const joined = this.#joined ? 'joined' : 'apart';
    const words = [this.#scale, this.#smoothing, joined, this.#dimensionOrder];
    localStorage.setItem(storageKey, words.join(' '));
  }
}

export const chartSettings = new ChartSettings();
