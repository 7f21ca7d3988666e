import { message } from '../message/message';
import type { Layer, Network } from '../network/network';
import { note } from './pageBlocks';
import type { Block } from './page';

/** Layers whose formulas are all shown; of a deeper network those at both ends. */
const ALL = 20;
const AT_EACH_END = 6;

/** The chosen layer, or all of them from the last downward if none is chosen or there is no such layer. */
export function shownLayers({ layers }: Network, chosen: number | null): readonly Layer[] {
  const one = layers.filter(({ index }) => index === chosen);
  return one.length > 0 ? one : [...layers].reverse();
}

/** Those of the layers that have blocks: all, or of many those at both ends. */
export function layersWithBlocks(layers: readonly Layer[]): readonly Layer[] {
  return layers.length <= ALL ? layers : [...layers.slice(0, AT_EACH_END), ...layers.slice(-AT_EACH_END)];
}

/** The blocks of every layer in the given order; where layers are left out, a note says which. */
export function blocksOfLayers(
  layers: readonly Layer[],
  id: string,
  blocksOf: (layer: Layer) => readonly Block[],
): readonly Block[] {
  const shown = layersWithBlocks(layers);
  if (shown.length === layers.length) return layers.flatMap(blocksOf);
  const left = layers.slice(AT_EACH_END, -AT_EACH_END).map((layer) => layer.index);
  const gap = message(
    'Layers {0} to {1} are not shown.',
    Math.min(left[0], left[left.length - 1]),
    Math.max(left[0], left[left.length - 1]),
  );
  return [
    ...shown.slice(0, AT_EACH_END).flatMap(blocksOf),
    note(`${id}.gap`, 'info', gap),
    ...shown.slice(AT_EACH_END).flatMap(blocksOf),
  ];
}
