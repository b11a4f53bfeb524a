#pragma once

#include "widgets/kit/popover.h"

class QListView;

namespace slipway {

class EmptyState;
class ShellContext;

// The issues list above the status strip's counter: what failed in the background, how often, and where to look.
class IssuesPopover : public Popover
{
    Q_OBJECT

public:
    IssuesPopover(ShellContext &context, QWidget *host);

    // Its lower right corner at `corner`, in the host's coordinates.
    void openAbove(const QPoint &corner);

private:
    void openIssue(const QModelIndex &index);
    void dismissCurrent();
    void showEmptiness();

    ShellContext &m_context;
    QListView *m_list;
    EmptyState *m_empty;
};

} // namespace slipway
