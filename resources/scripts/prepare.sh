# shellcheck shell=bash disable=SC2034
# Shell functions that app/run.sh and tests/run.sh share: install what is missing, configure, build.
# Source it; it changes to the root of the sources. Works twice: a second call finds everything done.

slipway_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$slipway_root" || exit 1

build_packages="g++ cmake ninja-build ccache mold ca-certificates python3
  qt6-base-dev libqt6opengl6-dev qt6-websockets-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
  libqscintilla2-qt6-dev nlohmann-json3-dev libboost1.81-dev libssl-dev libsqlite3-dev libpcre2-dev libarchive-dev
  libsodium-dev libxgboost-dev"
runtime_packages="tzdata haproxy shellcheck libqt6svg6 fonts-inter fonts-jetbrains-mono fonts-noto-core fonts-wqy-microhei fontconfig"
display_packages="xvfb xauth openbox xdotool xclip dbus dbus-x11 at-spi2-core gir1.2-atspi-2.0 python3-gi imagemagick x11-apps
  libgl1-mesa-dri procps"
test_packages="git zip bzip2 curl nodejs npm gcc python3-croniter tzdata"

say() { printf '%s\n' "$*" >&2; }

die() {
    say "slipway: $*"
    exit 1
}

missing_packages() {
    local package
    for package in "$@"; do
        case $package in
        nodejs) command -v node >/dev/null && continue ;;
        npm) command -v npm >/dev/null && continue ;;
        esac
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
    done
}

# install_packages NAME...: with apt, as root or by sudo; says plainly what is missing where neither is possible.
install_packages() {
    local missing as_root=""
    command -v dpkg-query >/dev/null || die "this needs Debian 12 (or a relative with apt); packages wanted: $*"
    missing=$(missing_packages "$@" | xargs)
    [ -z "$missing" ] && return
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "packages are missing, and there is neither root nor sudo. Ask for: apt-get install $missing"
        as_root=sudo
    fi
    say "slipway: installing $missing"
    $as_root apt-get update -qq || die "apt-get update failed; the packages wanted are: $missing"
    # shellcheck disable=SC2086  # a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
        die "apt-get could not install: $missing"
}

# build_slipway [TARGET...]: configure once, build in release mode.
build_slipway() {
    export CCACHE_SLOPPINESS=pch_defines,time_macros
    if [ ! -f build/release/build.ninja ]; then
        cmake --preset release >build-configure.log 2>&1 || {
            cat build-configure.log >&2
            die "cmake could not configure the build"
        }
        mv build-configure.log build/release/configure.log
    fi
    say "slipway: building (build/release)"
    cmake --build build/release -- --quiet "$@" >&2 || die "the build failed"
}
