import { describe, expect, it } from 'vitest';
import { imageSide, pixelCount } from '../../../shared/images';
import { composeDigits, divergingRamp, inkRamp, rgbOf, wholeScale } from './pixels';

const black = { red: 0, green: 0, blue: 0 };
const white = { red: 255, green: 255, blue: 255 };

describe('rgbOf', () => {
  it('reads computed colours and refuses what it would misread', () => {
    expect(rgbOf('rgb(21, 25, 29)')).toEqual({ red: 21, green: 25, blue: 29 });
    expect(() => rgbOf('rgba(0, 0, 0, 0.5)')).toThrow('not an opaque');
    expect(() => rgbOf('color(srgb 0 0 0)')).toThrow('not an opaque');
  });
});

describe('inkRamp', () => {
  it('runs from paper to ink, opaque, red in the first byte', () => {
    const ramp = inkRamp({ red: 1, green: 2, blue: 3 }, { red: 201, green: 102, blue: 53 });
    expect([...new Uint8Array(ramp.buffer, 0, 4)]).toEqual([1, 2, 3, 255]);
    expect([...new Uint8Array(ramp.buffer, 255 * 4, 4)]).toEqual([201, 102, 53, 255]);
  });

  it('keeps every gray level apart between black and white', () => {
    expect(new Set(inkRamp(white, black)).size).toBe(256);
  });
});

describe('divergingRamp', () => {
  it('goes from one colour over the middle to the other', () => {
    const [red, blue] = [
      { red: 255, green: 0, blue: 0 },
      { red: 0, green: 0, blue: 255 },
    ];
    const ramp = divergingRamp(red, white, blue);
    expect([...new Uint8Array(ramp.buffer, 1 * 4, 4)]).toEqual([255, 0, 0, 255]);
    expect([...new Uint8Array(ramp.buffer, 128 * 4, 4)]).toEqual([255, 255, 255, 255]);
    expect([...new Uint8Array(ramp.buffer, 255 * 4, 4)]).toEqual([0, 0, 255, 255]);
    expect(ramp[0]).toBe(ramp[1]);
  });
});

describe('composeDigits', () => {
  const ramp = inkRamp(black, white);
  const gray = (picture: Uint32Array, width: number, x: number, y: number) =>
    picture[y * width + x]! & 0xff;

  it('lays cells out row by row, each pixel in its place', () => {
    const digits = new Uint8Array(6 * pixelCount);
    const cell = 4; // second row, second of three columns
    digits[cell * pixelCount + 5 * imageSide + 7] = 200;
    const picture = composeDigits(digits, 3, ramp);
    expect(picture.length).toBe(6 * pixelCount);
    expect(gray(picture, 3 * imageSide, imageSide + 7, imageSide + 5)).toBe(200);
    expect(picture.filter((pixel) => (pixel & 0xff) !== 0).length).toBe(1);
  });

  it('leaves paper where the last row has no digit', () => {
    const paper = inkRamp(white, black);
    const picture = composeDigits(new Uint8Array(4 * pixelCount).fill(255), 3, paper);
    expect(picture.length).toBe(6 * pixelCount);
    expect(gray(picture, 3 * imageSide, 0, imageSide)).toBe(0);
    expect(gray(picture, 3 * imageSide, imageSide, imageSide)).toBe(255);
  });
});

describe('wholeScale', () => {
  it('is the largest whole number of device pixels that fits', () => {
    expect(wholeScale(279, 10, 1)).toBe(1);
    expect(wholeScale(560, 10, 1)).toBe(2);
    expect(wholeScale(839, 10, 1)).toBe(2);
    expect(wholeScale(560, 10, 1.25)).toBe(2);
    expect(wholeScale(560, 10, 2)).toBe(4);
  });

  it('obeys the largest scale, given in CSS pixels', () => {
    expect(wholeScale(2000, 1, 2, 4)).toBe(8);
  });
});
