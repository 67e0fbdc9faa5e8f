package store

import (
	"context"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// only refuses every role but the given ones, and logs what was refused, of the
// citizen where it is about one.
func (a *Access) only(ctx context.Context, what string, citizen model.ID, roles ...model.Role) error {
	refused := a.need(roles...)
	if refused == nil {
		return nil
	}
	return a.refuse(ctx, what, citizen, refused)
}

// refuse logs that something was refused and returns why.
func (a *Access) refuse(ctx context.Context, what string, citizen model.ID, why error) error {
	if err := a.logRead(ctx, ActionRefused, citizen, what); err != nil {
		return err
	}
	return fmt.Errorf("%s: %w", what, why)
}
