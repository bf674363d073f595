/** Room that is not used any more is given back when there is more of it than of what is used, and at least so much. */
const MIN_UNUSED = 1024;

/** Times in ascending order that mostly come in order, and go at the old end: both at no cost, whatever their number. */
export class NewestTimes {
  #times: number[] = [];
  #first = 0;

  get count(): number {
    return this.#times.length - this.#first;
  }

  /** One that comes late is put where it belongs, which takes as long as there are later ones. */
  add(time: number): void {
    let at = this.#times.length;
    while (at > this.#first && (this.#times[at - 1] ?? time) > time) at -= 1;
    if (at === this.#times.length) this.#times.push(time);
    else this.#times.splice(at, 0, time);
  }

  /** Lets go of those before `oldest`, and of the oldest beyond `most`. */
  keep(oldest: number, most: number): void {
    while (this.count > most || (this.count > 0 && (this.#times[this.#first] ?? oldest) < oldest)) {
      this.#first += 1;
    }
    if (this.#first < MIN_UNUSED || this.#first < this.count) return;
    this.#times = this.#times.slice(this.#first);
    this.#first = 0;
  }

  /** Takes everything later than this as if it were now. */
  forgetAfter(now: number): void {
    this.#times = this.#times.slice(this.#first).map((time) => Math.min(time, now));
    this.#first = 0;
  }
}
