import { z } from 'zod';

/** Ids are UUIDs of version 7: they sort by the time they were made. */
export const runIdSchema = z.uuid().brand<'RunId'>();
export const checkpointIdSchema = z.uuid().brand<'CheckpointId'>();

export type RunId = z.infer<typeof runIdSchema>;
export type CheckpointId = z.infer<typeof checkpointIdSchema>;

/** Of a sheet that was made. */
export const sheetIdSchema = z.uuid().brand<'SheetId'>();
/** Of a recipe that was kept under a name. */
export const savedRecipeIdSchema = z.uuid().brand<'SavedRecipeId'>();

export type SheetId = z.infer<typeof sheetIdSchema>;
export type SavedRecipeId = z.infer<typeof savedRecipeIdSchema>;
