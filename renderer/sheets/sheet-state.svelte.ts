import { toErrorReport, type FieldIssue } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import { quadrantsSeen, type Conditioning } from '../../shared/run-config';
import type { SheetRecipe } from '../../shared/sheet-recipe';
import type { SheetKind } from '../../shared/sheets/content-schemas';
import { modelsOf } from '../../shared/sheets/contents/plan-content';
import { sheetModel, type SheetModel } from '../../shared/sheets/model-schema';
import { planSheet, type SheetPlan } from '../../shared/sheets/plan';
import type { VerifiedSheet } from '../../shared/sheets/service';
import { rememberedRun, rememberRun } from '../parts/remembered-run';
import { sampler } from '../sampler';
import { formOfRecipe } from './form-of-recipe';
import { fieldOf, readForm, sourceOf } from './read-form';
import { evenly, RunModels } from './run-models.svelte';
import {
  hasOneModel,
  startCount,
  startForm,
  type ModelChoice,
  type SheetForm,
  type StyleForm,
} from './sheet-form';
import { SheetPreview } from './sheet-preview.svelte';

/** Seeds that the button draws: few digits, to be read and typed again. */
const seedsDrawn = 1_000_000;
/** Checkpoints and runs that a sheet of many begins with. */
const startEpochs = 10;
const startRuns = 4;

interface Composed {
  readonly recipe: SheetRecipe | null;
  readonly plan: SheetPlan | null;
  readonly issues: readonly FieldIssue[];
}
const nothing: Composed = { recipe: null, plan: null, issues: [] };

/** The sheet being composed. It stays as it is while other views are shown. */
class SheetState {
  readonly models = new RunModels();
  readonly preview = new SheetPreview(sampler, {
    idOf: ({ checkpoint }) => this.models.samplerId(checkpoint),
  });
  #form = $state.raw<SheetForm>(startForm);
  #takenUp: VerifiedSheet | null = null;

  /** The models that the form chose, those that are still being loaded left out. */
  readonly chosen: readonly SheetModel[] = $derived(
    (hasOneModel(this.#form.kind) ? this.#form.models.slice(0, 1) : this.#form.models).flatMap(
      (choice) => this.models.model(choice) ?? [],
    ),
  );
  /** Checkpoints of the first model's run that a sheet of epochs would show. */
  readonly epochs: readonly SheetModel[] = $derived.by(() => {
    if (this.#form.epochs !== null) return this.#form.epochs;
    const [first] = this.#form.models;
    const detail = first === undefined ? null : this.models.detail(first.run);
    if (detail === null) return [];
    return evenly(detail.checkpoints, startEpochs).map((each) => sheetModel(detail, each));
  });
  readonly #composed: Composed = $derived.by(() => this.#compose());
  readonly recipe = $derived(this.#composed.recipe);
  readonly plan = $derived(this.#composed.plan);
  /** What is wrong, by field; the first thing where there are several. */
  readonly problems: Readonly<Record<string, string>> = $derived(
    Object.fromEntries(
      this.#composed.issues.toReversed().map(({ field, message }) => [field, message]),
    ),
  );
  /** What the models are told; labels while it is not known. */
  readonly #conditions = $derived(this.chosen.map((model) => this.#conditionOf(model)));
  /** Whether any of the models is told labels; true while none is known. */
  readonly isToldLabels = $derived(
    this.chosen.length === 0 || this.#conditions.some((condition) => condition === 'label'),
  );
  /** Whether any of them completes images. */
  readonly completesImages = $derived(this.#conditions.some((each) => quadrantsSeen(each) > 0));
  /** Latent dimensions and labels of the first model. */
  readonly facts = $derived.by(() => {
    const [first] = this.chosen;
    try {
      return first === undefined ? null : this.models.facts(first);
    } catch {
      return null;
    }
  });

  get form(): SheetForm {
    return this.#form;
  }

  change(changes: Partial<SheetForm>): void {
    this.#form = { ...this.#form, ...changes };
  }

  changeStyle(changes: Partial<StyleForm>): void {
    this.change({ style: { ...this.#form.style, ...changes } });
  }

  /** Shows another kind with what it has in common with the one before. */
  chooseKind(kind: SheetKind): void {
    const count = startCount[kind];
    const wasStart = Object.values(startCount).includes(this.#form.count);
    this.change({ kind, ...(count !== undefined && wasStart ? { count } : {}) });
    if (kind === 'runs' && this.#form.models.length === 1) this.#addAlike();
  }

  chooseModel(index: number, choice: ModelChoice): void {
    const { models } = this.#form;
    const isOther = index === 0 && models[0]?.run !== choice.run;
    if (isOther && choice.given === null) rememberRun('sheet', choice.run);
    this.change({ models: models.with(index, choice), ...(isOther ? { epochs: null } : {}) });
  }

  /** Adds the newest run that is not on the sheet yet. */
  addModel(): void {
    const { models } = this.#form;
    const runs = this.models.runs ?? [];
    const next = runs.find(({ id }) => models.every(({ run }) => run !== id)) ?? runs[0];
    if (next === undefined) return;
    this.change({ models: [...models, { run: next.id, which: 'best', given: null }] });
  }

  removeModel(index: number): void {
    this.change({ models: this.#form.models.toSpliced(index, 1) });
  }

  /** Begins with this run's best checkpoint. */
  chooseRun(run: RunId): void {
    const choice = { run, which: 'best', given: null } as const;
    if (this.#form.models.length === 0) this.change({ models: [choice] });
    else this.chooseModel(0, choice);
  }

  /** Opens a recipe, to be looked at and changed. */
  open(recipe: SheetRecipe): void {
    this.#form = formOfRecipe(recipe, this.#form);
  }

  /** Opens what was read from a file; false when it was opened before: coming back, one finds what one made of it. */
  takeUp(sheet: VerifiedSheet): boolean {
    if (sheet === this.#takenUp) return false;
    this.#takenUp = sheet;
    this.models.adopt(sheet);
    this.open(sheet.recipe);
    return true;
  }

  newLatents(): void {
    this.change({ latents: 'seed', seed: String(Math.floor(Math.random() * seedsDrawn)) });
  }

  /** Loads what the form needs; begins with the run that was last chosen, or the newest. Made for `$effect`. */
  settle(): void {
    if (this.#form.models.length === 0 && this.models.runs !== null) {
      const remembered = rememberedRun('sheet');
      const run = this.models.runs.find(({ id }) => id === remembered) ?? this.models.runs[0];
      if (run !== undefined) this.chooseRun(run.id);
    }
    this.models.need(this.#form.models.map(({ run }) => run));
  }

  #conditionOf(model: SheetModel): Conditioning {
    try {
      return this.models.facts(model)?.conditioning ?? 'label';
    } catch {
      // Not here: what is known of it is the recipe, whose labels are shown.
      return 'label';
    }
  }

  #compose(): Composed {
    const { kind } = this.#form;
    const wanted = hasOneModel(kind) ? 1 : this.#form.models.length;
    if (this.chosen.length < wanted || this.#form.models.length === 0) return nothing;
    try {
      const models = kind === 'epochs' ? this.epochs : this.chosen;
      const facts = models.map((model) => this.models.facts(model));
      const [first] = facts;
      if (facts.includes(null)) return nothing;
      if (first === undefined || first === null) {
        const message =
          kind === 'epochs' ? 'Choose at least one checkpoint.' : 'Choose at least one run.';
        return { ...nothing, issues: [{ field: fieldOf(kind, 'models'), message }] };
      }
      const reading = readForm(this.#form, {
        models: this.chosen,
        epochs: this.epochs,
        facts: first,
        isToldLabels: facts.some((each) => each?.conditioning === 'label'),
        completesImages: facts.some((each) => quadrantsSeen(each?.conditioning ?? 'none') > 0),
      });
      if (!reading.ok) return { ...nothing, issues: reading.issues };
      const { recipe } = reading;
      const known = new Map(modelsOf(recipe.content).map((model, index) => [model, facts[index]!]));
      return { recipe, plan: planSheet(recipe, (model) => known.get(model)!), issues: [] };
    } catch (thrown) {
      return { ...nothing, issues: issuesOf(thrown, this.#form) };
    }
  }

  /** Runs beside the first: the newest ones that were trained on the same images with the same condition. */
  #addAlike(): void {
    const [first] = this.#form.models;
    const runs = this.models.runs ?? [];
    const own = runs.find(({ id }) => id === first?.run);
    if (first === undefined || own === undefined) return;
    const alike = runs
      .filter(({ id }) => id !== own.id)
      .filter(({ config }) => config.dataset === own.config.dataset)
      .filter(({ config }) => config.conditioning === own.config.conditioning)
      .slice(0, startRuns - 1);
    const others = alike.map(({ id }) => ({ run: id, which: 'best', given: null }) as const);
    this.change({ models: [first, ...others] });
  }
}

/** What planning found wrong, by the form's fields; what concerns none of them concerns the whole sheet. */
function issuesOf(thrown: unknown, form: SheetForm): readonly FieldIssue[] {
  const { kind, message, remedy, issues } = toErrorReport(thrown);
  if (issues === undefined) {
    const field = kind === 'not-found' ? 'models' : 'sheet';
    return [{ field, message: remedy === undefined ? message : `${message} ${remedy}` }];
  }
  return issues.map((issue) => {
    const field = fieldOf(form.kind, issue.field);
    return { ...issue, field: field === 'latents' && sourceOf(form) === 'seed' ? 'seed' : field };
  });
}

export const sheetState = new SheetState();
