#pragma once

#include "app/engine/store.h"
#include "app/store/database.h"

#include <vector>

namespace slipway {

// Writes groups of commits with the writing connection.
class ChangeWriter
{
public:
    explicit ChangeWriter(Database database);

    // All commits in one transaction, in order; one that fails leaves no trace and does not harm the others. The
    // answers stand in the order of the commits; when this returns, those that are ok are durable.
    std::vector<Outcome<>> commit(const std::vector<Changes> &commits);

    // Moves the log's pages into the database, where nobody waits for it.
    void checkpoint();

private:
    bool commitTogether(const std::vector<Changes> &commits, std::vector<Outcome<>> &outcomes);
    Outcome<> commitAlone(const Changes &changes);
    Outcome<> applyGuarded(const Changes &changes);
    Outcome<> apply(const Changes &changes);
    Outcome<> raiseHighestId(const Changes &changes);

    Database m_database;
    qint64 m_largestInstance; // of the stored ones; larger after a rollback
};

} // namespace slipway
