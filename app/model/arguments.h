#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace slipway::host {

// "--key value" pairs of a command line; everything after "--" is kept as it is.
struct Arguments
{
    std::map<std::string, std::string> values;
    std::vector<std::string> rest;

    const std::string &value(const std::string &key) const;
    long number(const std::string &key, long otherwise) const;
};

// Nothing if an argument is not of this form or its key is not in `known`.
std::optional<Arguments> parseArguments(int argc, char **argv, const std::vector<std::string> &known);

} // namespace slipway::host
