#pragma once

#include "models/domain/ids.h"
#include "models/domain/instant.h"

#include <QHash>
#include <QString>

#include <optional>

namespace slipway {

class CatalogState;
class InstanceBook;
class Clock;
struct Node;

// The next occurrence for which no instance has been made yet.
class Forecast
{
public:
    Forecast(const CatalogState &catalog, const InstanceBook &book, const Clock &clock)
        : m_catalog(catalog), m_book(book), m_clock(clock)
    {
    }

    struct Next
    {
        QString node;
        Instant time;
    };
    // Nothing: no node will ever run. Looks at all nodes only when something has changed since the last question.
    std::optional<Next> next() const;

private:
    std::optional<Next> search() const;
    std::optional<Next> firstOf(const Node &node, QDate from) const;

    const CatalogState &m_catalog;
    const InstanceBook &m_book;
    const Clock &m_clock;
    mutable std::optional<Next> m_known;
    mutable std::pair<int, int> m_knownFor{-1, -1}; // revisions of catalogue and book
};

} // namespace slipway
