/**
 * Ctrl-C on a terminal reaches every process of its group. What it means is main's decision, which
 * asks for the state in training: this process must live to hand it over.
 */
process.on('SIGINT', () => undefined);
