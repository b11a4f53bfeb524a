#pragma once

#include "models/domain/workspace.h"

#include <QList>
#include <QObject>

namespace slipway {

// Which workspace and which region one works in. Compiled without Widgets, so presenters may hold it.
class WorkspaceContext : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const QList<Workspace> &workspaces() const { return m_workspaces; }
    // An invalid id while none is known.
    const Workspace &current() const { return m_current; }
    const Workspace *find(WorkspaceId id) const;
    const QString &region() const { return m_region; }
    // Where times of schedules and instances are meant: the workspace's zone.
    QTimeZone timeZone() const;

    // Keeps the current one where it is still there, otherwise takes the preferred or the first.
    void setWorkspaces(const QList<Workspace> &workspaces);
    void setCurrent(WorkspaceId id);
    void setPreferred(const QString &identifier) { m_preferred = identifier; }
    void setRegion(const QString &region);

signals:
    void workspacesChanged();
    // Also when its own fields changed.
    void currentChanged(const slipway::Workspace &workspace);
    void regionChanged(const QString &region);

private:
    QList<Workspace> m_workspaces;
    Workspace m_current;
    QString m_preferred;
    QString m_region = QStringLiteral("cn-shanghai");
};

} // namespace slipway
