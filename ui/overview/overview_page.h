#pragma once

#include "ui/operations/instance_command_presenter.h"
#include "ui/shell/page.h"
#include "ui/shell/page_registry.h"

namespace slipway {

class EngineCard;
class HeldUpCard;
class MessageBar;
class OverviewPresenter;
class PageHeader;
class ServicesCard;
class ShellContext;
class StepsCard;
class TodayCard;

// The first page: how far one is with the procedure, how the day goes, what serves.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    OverviewPage(ShellContext &context, QWidget *parent);

    QString title() const override { return tr("Overview"); }
    void activate() override;

private:
    QWidget *makeContent();
    void showState();
    void openStep(int step);

    ShellContext &m_context;
    OverviewPresenter *m_presenter;
    InstanceCommandPresenter m_blockers;
    PageHeader *m_header = nullptr;
    MessageBar *m_bar = nullptr;
    HeldUpCard *m_heldUp = nullptr;
    StepsCard *m_steps = nullptr;
    TodayCard *m_today = nullptr;
    ServicesCard *m_services = nullptr;
    EngineCard *m_engine = nullptr;
    bool m_problemShown = false;
};

PageEntry overviewPageEntry();

} // namespace slipway
