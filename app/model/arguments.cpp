#include "app/model/arguments.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace slipway::host {

const std::string &Arguments::value(const std::string &key) const
{
    static const std::string empty;
    const auto found = values.find(key);
    return found == values.end() ? empty : found->second;
}

long Arguments::number(const std::string &key, long otherwise) const
{
    const std::string &text = value(key);
    long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && !text.empty() ? number : otherwise;
}

std::optional<Arguments> parseArguments(int argc, char **argv, const std::vector<std::string> &known)
{
    Arguments arguments;
    for (int i = 0; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--") {
            arguments.rest.assign(argv + i + 1, argv + argc);
            break;
        }
        const bool isKnown =
            word.rfind("--", 0) == 0 && std::find(known.begin(), known.end(), word.substr(2)) != known.end();
        if (!isKnown || i + 1 == argc) {
            std::fprintf(stderr, "slipway-model: unknown or incomplete argument %s\n", word.c_str());
            return std::nullopt;
        }
        arguments.values[word.substr(2)] = argv[++i];
    }
    return arguments;
}

} // namespace slipway::host
