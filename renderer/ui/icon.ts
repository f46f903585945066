import type { Component } from 'svelte';

/** An icon of the set in use (lucide): 16 px beside text. */
export type Icon = Component<{ size?: number }>;
