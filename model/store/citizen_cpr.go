package store

import (
	"context"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// RevealCPR reads a citizen's CPR number whole, for somebody to look at. The log
// says that it was shown.
func (a *Access) RevealCPR(ctx context.Context, citizen model.ID) (model.CPR, error) {
	if err := a.authorize(ctx, citizen); err != nil {
		return "", fmt.Errorf("show CPR: %w", err)
	}
	if err := a.logAccess(ctx, ActionRead, citizen, "cpr"); err != nil {
		return "", err
	}
	var cpr model.CPR
	err := a.r.db.read.QueryRowContext(ctx, `select coalesce(cpr, '') from citizen where id = $1`, citizen).Scan(&cpr)
	if err != nil {
		return "", fmt.Errorf("show CPR: %w", err)
	}
	return cpr, nil
}
