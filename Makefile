# The everyday commands. Each installs what Debian or Ubuntu lacks; on Windows and
# macOS use the plain go commands of the README.

GO      ?= go
BINARY  := fremskridt
RELEASE := -trimpath -tags x11,migrated_fynedo,no_emoji -ldflags "-s -w"
# The window speaks X11, which Wayland desktops serve too; it spares the headers
# of Wayland.
WINDOW  := -tags x11
TOOLS   := $(CURDIR)/.tools

.PHONY: run build test quick lint race fuzz window bench proofs windows release clean

# Builds and opens the window; without a display, draws one invented citizen.
run:
	@scripts/setup.sh build
	$(GO) build $(WINDOW) -o $(BINARY) .
	@scripts/run.sh ./$(BINARY)

build:
	@scripts/setup.sh build
	$(GO) build $(WINDOW) -o $(BINARY) .

# Everything a change must pass.
test: lint quick race fuzz window

# The fast loop: no compiler of C, no display.
quick:
	CGO_ENABLED=0 $(GO) test -tags ci ./...

lint:
	@GO=$(GO) TOOLS=$(TOOLS) scripts/lint.sh

# What runs on several goroutines, under the race detector.
race:
	@scripts/setup.sh build
	$(GO) test -race -tags ci ./model/exchange ./model/store ./model/analysis/cohort ./ui/...

# The seeds of every fuzz test run with the tests; this looks a little further.
fuzz:
	@GO=$(GO) scripts/fuzz.sh 2000x

# The real window under a virtual display, driven by keyboard.
window:
	@scripts/setup.sh test
	$(GO) build $(WINDOW) -o $(BINARY) .
	@scripts/window-test.sh ./$(BINARY)
	@scripts/window-entry-test.sh ./$(BINARY)

# What docs/performance.md tells, and whether its goals are met.
bench:
	@scripts/setup.sh test
	@GO=$(GO) scripts/bench.sh

# What docs/file-format.md claims of the encrypted register, in its full numbers.
proofs:
	@GO=$(GO) scripts/proofs.sh

# Windows parts programs with a window from those with a console, so there are
# two: the second is for the command line.
MINGW := GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc \
	$(GO) build -trimpath -tags migrated_fynedo,no_emoji

windows:
	@scripts/setup.sh windows
	mkdir -p dist
	$(MINGW) -ldflags "-s -w -H windowsgui" -o dist/fremskridt.exe .
	$(MINGW) -ldflags "-s -w" -o dist/fremskridt-cli.exe .

release:
	@scripts/setup.sh build
	mkdir -p dist
	$(GO) build $(RELEASE) -o dist/$(BINARY) .

clean:
	rm -rf $(BINARY) dist artefacts .tools
