# Sourced before cargo runs: finds a Rust that this shell has not heard of yet, and Homebrew's libclang, which the
# bindings generator does not look for by itself.

if ! command -v cargo >/dev/null 2>&1 && [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
    PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
    export PATH
fi

if [ -z "${LIBCLANG_PATH:-}" ]; then
    for lodestone_dir in /opt/homebrew/opt/llvm/lib /usr/local/opt/llvm/lib /home/linuxbrew/.linuxbrew/opt/llvm/lib; do
        if [ -e "$lodestone_dir/libclang.dylib" ] || [ -e "$lodestone_dir/libclang.so" ]; then
            LIBCLANG_PATH=$lodestone_dir
            export LIBCLANG_PATH
            break
        fi
    done
    unset lodestone_dir
fi
