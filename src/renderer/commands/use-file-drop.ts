import { useEffect } from 'react';
import { useAppModel } from '../app-model.ts';
import type { DialogName } from './app-commands.ts';
import { openDroppedFiles } from './open-dropped-files.ts';

/** Opens a file that is dropped anywhere on the window. Without this the browser would leave the page for the file. */
export function useFileDrop(open: (dialog: DialogName) => void): void {
  const model = useAppModel();
  useEffect(() => {
    function onDragOver(event: DragEvent): void {
      // What is dragged inside the page, as a column, is no file.
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    }
    function onDrop(event: DragEvent): void {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      void openDroppedFiles(model, [...event.dataTransfer.files], open);
    }
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [model, open]);
}
