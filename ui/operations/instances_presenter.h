#pragma once

#include "models/backend/backends.h"
#include "models/domain/instance.h"
#include "models/domain/outcome.h"
#include "models/items/instance_table.h"
#include "ui/operations/engine_clock.h"

#include <QObject>

namespace slipway {

// A filtered list of instances that stays true: pages come as they are scrolled to, changes as they happen.
class InstancesPresenter : public QObject
{
    Q_OBJECT

public:
    enum class State { Loading, Ready, Failed };

    explicit InstancesPresenter(const Backends &backends, QObject *parent = nullptr);

    InstanceTableModel &table() { return m_table; }
    State state() const { return m_state; }
    const Error &error() const { return m_error; }
    bool hasMore() const { return !m_nextCursor.isEmpty(); }
    qint64 total() const { return m_total; }

    // Cursor and limit of the query are the presenter's own.
    void setQuery(const InstanceQuery &query);
    const InstanceQuery &query() const { return m_query; }
    void setTimeZone(const QTimeZone &zone) { m_table.setTimeZone(zone); }
    // Reads an instance that may lie outside the filter, so that it can be shown; it stays while it is pinned.
    void fetch(InstanceId instance);
    // The one that is looked at stays in the list even where it does not match the filter any more.
    void pin(InstanceId instance);

public slots:
    void reload();
    void loadMore();

signals:
    void stateChanged();
    void instanceUpdated(const slipway::Instance &instance);
    void fetchFailed(const slipway::Error &error);

private:
    void request(const QString &cursor);
    void apply(const InstancePage &page, bool first);
    void readGroupNames();
    void changed(const Instance &instance);
    bool matches(const Instance &instance) const;
    bool isBeyondLoaded(const Instance &instance) const;
    void drop(InstanceId instance);
    QList<Instance> withPinned(QList<Instance> rows) const;
    void updateClock();
    void setState(State state, const Error &error = {});

    Backends m_backends;
    InstanceTableModel m_table;
    InstanceQuery m_query;
    InstanceId m_pinned;
    QString m_nextCursor;
    qint64 m_total = -1;
    int m_generation = 0;
    bool m_asking = false;
    State m_state = State::Loading;
    Error m_error;
    EngineClock m_clock;
};

} // namespace slipway
