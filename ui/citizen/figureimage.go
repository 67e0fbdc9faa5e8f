// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"
	"image"
	"math"
	"sync"

	"codeberg.org/fremskridt/fremskridt/plots"
)

// drawing renders one figure at one size, once for both parts.
type drawing struct {
	figure  *plots.Progression
	layout  *plots.Layout
	palette plots.Palette

	mu      sync.Mutex
	picture *image.RGBA
	scale   float32
}

func (d *drawing) image(ctx context.Context, scale float32) (*image.RGBA, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if d.picture == nil || d.scale != scale {
		d.picture, d.scale = d.figure.Image(d.layout, d.palette, float64(scale)), scale
	}
	return d.picture, nil
}

func (d *drawing) upper(ctx context.Context, _, _ int, scale float32) (image.Image, error) {
	all, err := d.image(ctx, scale)
	if err != nil {
		return nil, err
	}
	return cropRows(all, 0, d.cut(scale)), nil
}

func (d *drawing) lower(ctx context.Context, _, _ int, scale float32) (image.Image, error) {
	all, err := d.image(ctx, scale)
	if err != nil {
		return nil, err
	}
	return cropRows(all, d.cut(scale), all.Rect.Dy()), nil
}

func (d *drawing) cut(scale float32) int {
	return int(math.Round(math.Round(d.layout.PanelsTop) * float64(scale)))
}

// cropRows returns a range of rows of m, sharing its memory.
func cropRows(m *image.RGBA, from, to int) *image.RGBA {
	to = min(to, m.Rect.Dy())
	from = min(from, to)
	return &image.RGBA{
		Pix: m.Pix[from*m.Stride : to*m.Stride], Stride: m.Stride, Rect: image.Rect(0, 0, m.Rect.Dx(), to-from),
	}
}
