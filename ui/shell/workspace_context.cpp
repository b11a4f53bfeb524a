#include "ui/shell/workspace_context.h"

#include <QTimeZone>

#include <algorithm>

namespace slipway {

const Workspace *WorkspaceContext::find(WorkspaceId id) const
{
    const auto found = std::find_if(m_workspaces.begin(), m_workspaces.end(),
                                    [id](const Workspace &workspace) { return workspace.id == id; });
    return found == m_workspaces.end() ? nullptr : &*found;
}

QTimeZone WorkspaceContext::timeZone() const
{
    const QTimeZone zone(m_current.timeZone);
    return zone.isValid() ? zone : QTimeZone::utc();
}

void WorkspaceContext::setWorkspaces(const QList<Workspace> &workspaces)
{
    if (workspaces == m_workspaces)
        return;
    m_workspaces = workspaces;
    emit workspacesChanged();
    const Workspace *next = find(m_current.id);
    for (const Workspace &workspace : m_workspaces) {
        if (!next && workspace.identifier == m_preferred)
            next = &workspace;
    }
    if (!next && !m_workspaces.isEmpty())
        next = &m_workspaces.first();
    const Workspace chosen = next ? *next : Workspace{};
    if (chosen == m_current)
        return;
    m_current = chosen;
    emit currentChanged(m_current);
}

void WorkspaceContext::setCurrent(WorkspaceId id)
{
    const Workspace *wanted = find(id);
    if (!wanted || id == m_current.id)
        return;
    m_current = *wanted;
    emit currentChanged(m_current);
}

void WorkspaceContext::setRegion(const QString &region)
{
    if (region.isEmpty() || region == m_region)
        return;
    m_region = region;
    emit regionChanged(m_region);
}

} // namespace slipway
