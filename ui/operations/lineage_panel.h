#pragma once

#include "models/domain/instance.h"
#include "ui/operations/lineage_presenter.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace slipway {

class CanvasView;
class ContentStack;

// What an instance waits for and what waits for it, drawn as a graph. Reads nothing while it is not on screen.
class LineagePanel : public QWidget
{
    Q_OBJECT

public:
    // `key` begins the object names.
    LineagePanel(const Backends &backends, const QString &key, QWidget *parent = nullptr);

    void setTimeZone(const QTimeZone &zone) { m_presenter.setTimeZone(zone); }
    void show(const Instance &instance);

signals:
    void instanceRequested(slipway::InstanceId instance);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeTools(const QString &key);
    void updateState();

    LineagePresenter m_presenter;
    InstanceId m_instance;
    CanvasView *m_view;
    ContentStack *m_stack;
    QComboBox *m_levels;
    QLabel *m_count;
};

} // namespace slipway
