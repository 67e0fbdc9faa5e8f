package store

import (
	"context"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// requireRole refuses every role but the given ones, and logs what was refused, of the
// citizen where it is about one.
func (a *Access) requireRole(ctx context.Context, code string, citizen model.ID, roles ...model.Role) error {
	refused := a.checkRole(roles...)
	if refused == nil {
		return nil
	}
	return a.logRefusal(ctx, citizen, refused, code)
}

// logRefusal logs that something was refused and returns why.
func (a *Access) logRefusal(ctx context.Context, citizen model.ID, reason error, code string, args ...any) error {
	if err := a.logAccess(ctx, ActionRefused, citizen, code, args...); err != nil {
		return err
	}
	return fmt.Errorf("%s: %w", code, reason)
}
