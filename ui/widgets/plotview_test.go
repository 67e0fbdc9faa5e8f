// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestPlotViewEvents(t *testing.T) {
	start(t)
	var got []string
	add := func(format string, args ...any) { got = append(got, fmt.Sprintf(format, args...)) }
	v := widgets.NewPlotView(widgets.Inline)
	v.OnHover = func(p fyne.Position) { add("hover %g", p.X) }
	v.OnLeave = func() { add("leave") }
	v.OnTapped = func(p fyne.Position) { add("tap %g", p.X) }
	v.OnScroll = func(p fyne.Position, d fyne.Delta) { add("scroll %g", d.DY) }
	v.OnDrag = func(d fyne.Delta) { add("drag %g", d.DX) }
	v.OnKey = func(e *fyne.KeyEvent) { add("key %s", e.Name) }
	w := show(t, v, fyne.NewSize(200, 100))
	v.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(3, 3)}})
	test.TapAt(v, fyne.NewPos(7, 7))
	if w.Canvas().Focused() != fyne.Focusable(v) {
		t.Error("a click gives the figure no focus")
	}
	v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 9)})
	v.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(5, 0)})
	v.DragEnd()
	key(v, fyne.KeyRight)
	v.MouseOut()
	if want := []string{"hover 3", "tap 7", "scroll 9", "drag 5", "key Right", "leave"}; !slices.Equal(got, want) {
		t.Errorf("events %q, want %q", got, want)
	}
	// Without anyone to tell, nothing happens.
	bare := widgets.NewPlotView(widgets.Inline)
	bare.MouseMoved(&desktop.MouseEvent{})
	bare.Tapped(&fyne.PointEvent{})
	bare.Scrolled(&fyne.ScrollEvent{})
	bare.Dragged(&fyne.DragEvent{})
	bare.MouseOut()
	key(bare, fyne.KeyRight)
}

// queue is a Runner that runs a piece of work when the test says so.
type queue struct{ jobs []*job }

type job struct {
	ctx  context.Context
	work func(context.Context) error
	done func(error)
}

func (q *queue) run(work func(context.Context) error, done func(error)) func() {
	ctx, cancel := context.WithCancel(context.Background())
	q.jobs = append(q.jobs, &job{ctx, work, done})
	return cancel
}

func (j *job) finish() {
	err := j.work(j.ctx)
	if err == nil {
		err = j.ctx.Err()
	}
	j.done(err)
}

func flat(c color.Color, calls *int) widgets.Renderer {
	return func(_ context.Context, w, h int, _ float32) (image.Image, error) {
		*calls++
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		for i := 0; i < w*h; i++ {
			img.Set(i%w, i/w, c)
		}
		return img, nil
	}
}

func middle(w fyne.Window) color.RGBA {
	img := w.Canvas().Capture()
	return color.RGBAModel.Convert(img.At(img.Bounds().Dx()/2, img.Bounds().Dy()/2)).(color.RGBA)
}

var (
	red  = color.RGBA{R: 0xff, A: 0xff}
	blue = color.RGBA{B: 0xff, A: 0xff}
)

func TestPlotViewKeepsTheOldPictureUntilTheNewOneIsThere(t *testing.T) {
	start(t)
	q, calls := &queue{}, 0
	v := widgets.NewPlotView(q.run)
	v.SetRenderer(flat(red, &calls))
	w := show(t, v, fyne.NewSize(60, 40))
	middle(w)
	if len(q.jobs) != 1 {
		t.Fatalf("%d renders were asked for, want 1", len(q.jobs))
	}
	q.jobs[0].finish()
	if middle(w) != red {
		t.Fatal("the picture is not shown")
	}
	v.SetRenderer(flat(blue, &calls))
	if middle(w) != red || !v.Stale() {
		t.Error("the old picture is gone before the new one is there")
	}
	w.Resize(fyne.NewSize(90, 60))
	if middle(w) != red {
		t.Error("the old picture is not stretched")
	}
	q.jobs[len(q.jobs)-1].finish()
	if middle(w) != blue || v.Stale() {
		t.Error("the new picture is not shown")
	}
}

func TestPlotViewDropsACancelledRender(t *testing.T) {
	start(t)
	q, calls := &queue{}, 0
	v := widgets.NewPlotView(q.run)
	v.SetRenderer(flat(red, &calls))
	w := show(t, v, fyne.NewSize(60, 40))
	middle(w)
	v.SetRenderer(flat(blue, &calls))
	middle(w)
	if len(q.jobs) != 2 || q.jobs[0].ctx.Err() == nil {
		t.Fatal("the first render was not cancelled")
	}
	q.jobs[1].finish()
	q.jobs[0].finish()
	if middle(w) != blue {
		t.Error("a picture that was given up is shown")
	}
}

func TestPlotViewHoverDrawsNothingAnew(t *testing.T) {
	start(t)
	calls := 0
	v := widgets.NewPlotView(widgets.Inline)
	v.SetRenderer(flat(red, &calls))
	line := canvas.NewLine(color.Black)
	v.Overlay.Add(line)
	var last fyne.Position
	v.OnHover = func(pos fyne.Position) {
		last = pos
		line.Position1, line.Position2 = fyne.NewPos(pos.X, 0), fyne.NewPos(pos.X, 40)
		line.Refresh()
	}
	w := show(t, v, fyne.NewSize(60, 40))
	middle(w)
	before := calls
	for x := float32(1); x < 60; x++ {
		test.MoveMouse(w.Canvas(), fyne.NewPos(x, 10))
		middle(w)
	}
	if calls != before || before != 1 {
		t.Errorf("drawn %d times, then %d", before, calls)
	}
	if last.X != 59 {
		t.Errorf("the pointer is last seen at %v", last)
	}
}

func TestPlotViewTellsAnError(t *testing.T) {
	start(t)
	broken := errors.New("broken")
	v := widgets.NewPlotView(widgets.Inline)
	var got error
	v.OnError = func(err error) { got = err }
	v.SetRenderer(func(context.Context, int, int, float32) (image.Image, error) { return nil, broken })
	w := show(t, v, fyne.NewSize(60, 40))
	middle(w)
	if !errors.Is(got, broken) {
		t.Errorf("error %v", got)
	}
}
