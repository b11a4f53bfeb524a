#include "app/run/run_request.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace slipway {

namespace {

constexpr std::int64_t maxSeconds = 366LL * 24 * 3600;

bool parseNumber(std::string_view text, std::int64_t max, std::int64_t &value)
{
    std::int64_t parsed = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), parsed);
    if (failure != std::errc() || end != text.data() + text.size() || parsed < 0 || parsed > max)
        return false;
    value = parsed;
    return true;
}

class RequestParser
{
public:
    RequestParser(SupervisedRun &run, std::string &problem) : m_run(run), m_problem(problem) {}

    bool takeField(std::string_view field)
    {
        const size_t equals = field.find('=');
        if (equals == std::string_view::npos)
            return refuse("a field without '='");
        const std::string_view key = field.substr(0, equals);
        const std::string_view value = field.substr(equals + 1);
        if (key == "secret")
            m_run.secrets.emplace_back(value);
        else if (key == "argument")
            m_run.command.emplace_back(value);
        else if (key == "environment")
            return takeVariable(value);
        else
            return takeOnce(key) && takeSetting(key, value);
        return true;
    }

    bool refuse(std::string_view why)
    {
        m_problem = "The request breaks a rule: " + std::string(why) + '.';
        return false;
    }

private:
    bool takeOnce(std::string_view key)
    {
        if (std::find(m_seen.begin(), m_seen.end(), key) != m_seen.end())
            return refuse(std::string(key) + " comes twice");
        m_seen.push_back(key);
        return true;
    }

    bool takeVariable(std::string_view value)
    {
        const size_t equals = value.find('=');
        if (equals == 0 || equals == std::string_view::npos)
            return refuse("an environment entry without a name");
        m_run.environment.emplace_back(value);
        return true;
    }

    bool takeSetting(std::string_view key, std::string_view value)
    {
        bool good = false;
        if (key == "folder") {
            good = value.starts_with('/');
            m_run.folder = value;
        } else if (key == "timeout") {
            good = parseNumber(value, maxSeconds, m_run.timeoutSeconds);
        } else if (key == "grace") {
            good = parseNumber(value, maxSeconds, m_run.graceSeconds);
        } else if (key == "max-log") {
            good = parseNumber(value, std::numeric_limits<std::int64_t>::max(), m_run.maxLogBytes);
        } else {
            return refuse("unknown field '" + std::string(key) + "'");
        }
        return good || refuse(std::string(key) + " does not take '" + std::string(value) + "'");
    }

    SupervisedRun &m_run;
    std::string &m_problem;
    std::vector<std::string_view> m_seen;
};

} // namespace

bool parseRequest(std::string_view text, SupervisedRun &run, std::string &problem)
{
    run = {};
    RequestParser parser(run, problem);
    if (!text.empty() && text.back() != '\0')
        return parser.refuse("it is cut off");
    while (!text.empty()) {
        const size_t end = text.find('\0');
        if (!parser.takeField(text.substr(0, end)))
            return false;
        text.remove_prefix(end + 1);
    }
    if (run.folder.empty())
        return parser.refuse("the folder is missing");
    if (run.command.empty() || !run.command.front().starts_with('/'))
        return parser.refuse("the program is missing or is no absolute path");
    return true;
}

} // namespace slipway
