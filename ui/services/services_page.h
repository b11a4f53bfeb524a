#pragma once

#include "ui/services/services_presenter.h"
#include "ui/shell/page.h"
#include "ui/shell/page_registry.h"

class QTableView;

namespace slipway {

class ContentStack;
class FilterProxy;
class MessageBar;
class ServiceDetail;
class ShellContext;

// Model Services: the online services of the chosen region.
class ServicesPage : public Page
{
    Q_OBJECT

public:
    explicit ServicesPage(ShellContext &context, QWidget *parent = nullptr);

    QString title() const override { return tr("Model Services"); }
    void activate() override { m_presenter.reload(); }
    bool openTarget(const Target &target) override;

private:
    QWidget *makeList();
    void updateList();
    void updateState();
    void selectionChanged();

    ShellContext &m_context;
    ServicesPresenter m_presenter;
    FilterProxy *m_proxy;
    MessageBar *m_bar;
    QTableView *m_table;
    ServiceDetail *m_detail;
    ContentStack *m_stack = nullptr;
    bool m_failureShown = false;
    QString m_wanted; // to be selected as soon as it is there
};

PageEntry servicesPageEntry();

} // namespace slipway
