import type { Block } from '../../panel/protocol';
import { CompareView } from './compareView';
import { DescentView } from './descentView';
import { DrawingView } from './drawingView';
import { FormulaView } from './formulaView';
import { HeatMapView } from './heatMapView';
import { NeuronView } from './neuronView';
import type { Reader } from '../reader';
import type { BlockView } from './blockView';
import { HeadingView, NoteView, ParagraphView, TableView } from './textViews';

/** The view for a block of its kind. */
export function viewFor(block: Block, reader: Reader): BlockView {
  switch (block.kind) {
    case 'heading':
      return new HeadingView(reader);
    case 'paragraph':
      return new ParagraphView(reader);
    case 'note':
      return new NoteView(reader);
    case 'table':
      return new TableView(reader);
    case 'formula':
      return new FormulaView(reader);
    case 'drawing':
      return new DrawingView(reader);
    case 'heatMap':
      return new HeatMapView(reader);
    case 'neuron':
      return new NeuronView(reader);
    case 'compare':
      return new CompareView(reader);
    case 'descent':
      return new DescentView(reader);
  }
}
