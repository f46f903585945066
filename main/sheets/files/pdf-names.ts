/** Entries of ours, by which a sheet's digits and models are found in its PDF again. */
export const pdfNames = { digits: 'CvaeDigits', model: 'CvaeModel', models: 'CvaeModels' } as const;
